"""French texts: the post and electronic communications code, the consumer code, the CNIL's readings."""
