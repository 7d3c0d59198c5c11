//! The team's key: one random key that every file of a shared place is locked to. The key itself lies
//! there locked for the team, so that a passphrase costs its work once a sync and not once a file.

use std::fmt;

use age::secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use super::{Key, Lock, Recipient, lock, unlock};
use crate::domain::shut::Shut;
use crate::exchange::error::Error;

/// No locked key is longer when open.
const LONGEST: u64 = 4_096;

/// A team's key.
#[derive(Clone)]
pub struct TeamKey(age::x25519::Identity);

impl TeamKey {
    /// A new one.
    #[must_use]
    pub fn make() -> Self {
        Self(age::x25519::Identity::generate())
    }

    /// This key in a locked file.
    pub fn wrapped(&self, for_whom: &Lock) -> Result<Vec<u8>, Error> {
        let text = self.0.to_string();
        lock(text.expose_secret().as_bytes(), for_whom)
    }

    /// The key in a locked file.
    pub fn unwrap(locked: &[u8], key: &Key) -> Result<Self, Error> {
        let text = Zeroizing::new(unlock(locked, key, LONGEST)?);
        let text = std::str::from_utf8(&text).map_err(|_| Shut::NoKey)?;
        Ok(Self(text.trim().parse().map_err(|_| Shut::NoKey)?))
    }

    /// Locks for the team.
    #[must_use]
    pub fn to_lock(&self) -> Lock {
        Lock::Recipients(vec![Recipient::Native(self.0.to_public())])
    }

    /// Opens what was locked for the team.
    #[must_use]
    pub fn to_key(&self) -> Key {
        Key::Identities(vec![Box::new(self.0.clone())])
    }
}

impl fmt::Debug for TeamKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TeamKey(..)")
    }
}
