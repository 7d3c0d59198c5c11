//! Files in, files out: bytes to plans and records to bytes.
