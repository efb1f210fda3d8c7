"""The server: Django's settings, pages and accounts."""
