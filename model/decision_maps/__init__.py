"""Decision-maker maps: who decides, who influences whom, what is missing and how it changed."""
