//! Linear time and bounded memory.
