//! Times as people type them: `+2h`, `来週火曜14時`.
