//! For whom a file is locked: whoever knows a passphrase, or whoever holds a key of a list.

use std::fmt;

use age::secrecy::SecretString;

use crate::domain::shut::Shut;
use crate::exchange::error::Error;

/// The work a passphrase costs, in powers of two: about a second, and 256 MB for that second.
const WORK: u8 = 18;

/// For whom to lock.
pub enum Lock {
    /// Whoever knows it.
    Passphrase(SecretString),
    /// Whoever holds the secret half of any of these.
    Recipients(Vec<Recipient>),
}

/// A public key.
#[derive(Clone)]
pub enum Recipient {
    /// `age1…`.
    Native(age::x25519::Recipient),
    /// `ssh-ed25519 …` or `ssh-rsa …`.
    Ssh(age::ssh::Recipient),
}

impl Lock {
    /// The recipients in a text, one a line; empty lines and those after `#` are none.
    ///
    /// # Errors
    /// Names the line that is no recipient; a file is never locked for fewer than were listed.
    pub fn recipients(text: &str) -> Result<Self, Shut> {
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).enumerate();
        let recipients: Vec<_> = lines
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .map(|(at, line)| Recipient::read(line).ok_or(Shut::NoRecipient(at + 1)))
            .collect::<Result<_, _>>()?;
        if recipients.is_empty() { Err(Shut::NoRecipients) } else { Ok(Self::Recipients(recipients)) }
    }

    pub(super) fn encryptor(&self) -> Result<age::Encryptor, Error> {
        self.encryptor_at(WORK)
    }

    /// The encryptor, its passphrase at a cost.
    pub(super) fn encryptor_at(&self, work: u8) -> Result<age::Encryptor, Error> {
        let made = match self {
            Self::Passphrase(passphrase) => {
                let mut recipient = age::scrypt::Recipient::new(passphrase.clone());
                recipient.set_work_factor(work);
                age::Encryptor::with_recipients(std::iter::once(&recipient as _))
            }
            Self::Recipients(all) => age::Encryptor::with_recipients(all.iter().map(Recipient::key)),
        };
        made.map_err(|_| Shut::NoRecipients.into())
    }
}

impl Recipient {
    fn read(line: &str) -> Option<Self> {
        let native = line.parse().map(Self::Native).ok();
        native.or_else(|| line.parse().map(Self::Ssh).ok())
    }

    fn key(&self) -> &dyn age::Recipient {
        match self {
            Self::Native(key) => key,
            Self::Ssh(key) => key,
        }
    }
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passphrase(_) => f.write_str("Passphrase(..)"),
            Self::Recipients(all) => write!(f, "Recipients({})", all.len()),
        }
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Native(_) => "Native(..)",
            Self::Ssh(_) => "Ssh(..)",
        })
    }
}
