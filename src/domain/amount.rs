//! Amounts as people type them: `120万`, `$12k`.
