"""Marketing campaigns (营销活动) in the window: the list, one campaign, its forms and its call-back list."""
