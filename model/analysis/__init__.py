"""The customer analysis: what one customer, a segment or the whole book brings, wants and costs."""
