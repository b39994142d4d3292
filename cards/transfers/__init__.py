"""Exports and imports that outlast a request: asked for, watched, fetched, forgotten after a day."""
