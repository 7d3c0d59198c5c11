//! The team's key: one random key that every file of a shared place is locked to. The key itself lies
//! there locked for the team, so that a passphrase costs its work once a sync and not once a file.
//!
//! Whoever leaves keeps what they had: the team goes on with a newer key, and carries the older ones.

use std::fmt;

use age::secrecy::{ExposeSecret as _, SecretString};
use age::x25519::Identity;
use zeroize::Zeroizing;

use super::{Key, Lock, Recipient, lock, unlock};
use crate::domain::shut::Shut;
use crate::exchange::error::Error;

/// No locked key is longer when open: some hundred of them.
const LONGEST: u64 = 1 << 14;

/// A team's key, and those it had before, newest first. Never empty.
#[derive(Clone)]
pub struct TeamKey(Vec<Identity>);

impl TeamKey {
    /// A new one.
    #[must_use]
    pub fn make() -> Self {
        Self(vec![Identity::generate()])
    }

    /// A new one that opens what the older ones open.
    #[must_use]
    pub fn renewed(&self) -> Self {
        Self(std::iter::once(Identity::generate()).chain(self.0.iter().cloned()).collect())
    }

    /// This key in a locked file.
    pub fn wrapped(&self, for_whom: &Lock) -> Result<Vec<u8>, Error> {
        lock(self.text().expose_secret().as_bytes(), for_whom)
    }

    /// The key in a locked file.
    pub fn unwrap(locked: &[u8], key: &Key) -> Result<Self, Error> {
        let text = Zeroizing::new(unlock(locked, key, LONGEST)?);
        let text = std::str::from_utf8(&text).map_err(|_| Shut::NoKey)?;
        let keys: Result<Vec<Identity>, _> = text.split_whitespace().map(str::parse).collect();
        match keys {
            Ok(keys) if !keys.is_empty() => Ok(Self(keys)),
            _ => Err(Shut::NoKey.into()),
        }
    }

    /// The secret itself, as a key file holds it: one key a line.
    #[must_use]
    pub fn text(&self) -> SecretString {
        let mut text = Zeroizing::new(String::new());
        for key in &self.0 {
            text.push_str(key.to_string().expose_secret());
            text.push('\n');
        }
        SecretString::from(text.as_str().to_owned())
    }

    /// What tells each of these keys from any other and gives nothing away.
    #[must_use]
    pub fn marks(&self) -> Vec<[u8; 16]> {
        let mark = |key: &Identity| {
            let hash = blake3::hash(key.to_public().to_string().as_bytes());
            *hash.as_bytes().first_chunk().expect("a hash is longer")
        };
        self.0.iter().map(mark).collect()
    }

    /// Locks for the team.
    #[must_use]
    pub fn to_lock(&self) -> Lock {
        Lock::Recipients(vec![Recipient::Native(self.0[0].to_public())])
    }

    /// Opens what was ever locked for the team.
    #[must_use]
    pub fn to_key(&self) -> Key {
        Key::Identities(self.0.iter().map(|key| Box::new(key.clone()) as _).collect())
    }
}

impl fmt::Debug for TeamKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TeamKey(..)")
    }
}
