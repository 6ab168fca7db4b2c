// Replaced by the wire.
