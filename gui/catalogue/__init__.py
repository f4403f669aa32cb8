"""The catalogue in the window: products, price cards, bundles, published tariffs, authority."""
