"""A case file in the terms of schema.org, as JSON-LD."""
