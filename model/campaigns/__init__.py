"""Marketing campaigns (营销活动): whom to tell, who bought, and what it was worth."""
