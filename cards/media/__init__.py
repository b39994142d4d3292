"""Pictures and sounds of own cards: how a text names them, what kinds there are, and where they are kept."""
