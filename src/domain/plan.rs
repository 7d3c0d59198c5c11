//! What an import would do, before it does it.
