"""Published decisions, replayed: their facts are a small dossier, judged as any other, and set against what was held."""
