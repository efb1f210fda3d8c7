"""European texts: the GDPR, one module per article or chapter that prospecting meets."""
