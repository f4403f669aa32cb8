"""The credit page and its sheet on a customer's page."""
