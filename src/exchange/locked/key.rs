//! What opens a locked file: a passphrase, or the secret keys in a key file.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use age::secrecy::SecretString;
use zeroize::Zeroizing;

use super::{is_locked, unlock};
use crate::domain::shut::Shut;
use crate::exchange::error::Error;

/// The most work a file may ask for its passphrase, in powers of two: some seconds and a gigabyte.
const WORK: u8 = 20;
/// No key file is longer.
const KEY_FILE: u64 = 1 << 16;

/// What opens a file.
pub enum Key {
    /// A passphrase.
    Passphrase(SecretString),
    /// Secret keys.
    Identities(Vec<Box<dyn age::Identity + Send + Sync>>),
}

/// What a key file turned out to be.
pub enum KeyFile {
    /// Keys ready to use.
    Open(Key),
    /// An ssh key under a passphrase of its own.
    Ssh(Box<age::ssh::EncryptedKey>),
    /// A file of age keys that is locked itself.
    Locked(Vec<u8>),
}

impl KeyFile {
    /// Reads a key file: age identities, an ssh private key, or either under a passphrase.
    pub fn read(bytes: &[u8]) -> Result<Self, Shut> {
        if is_locked(bytes) {
            return Ok(Self::Locked(bytes.to_owned()));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| Shut::NoKey)?.trim_start_matches('\u{feff}');
        if !text.trim_start().starts_with("-----BEGIN") {
            return natives(text).map(Self::Open);
        }
        let identity = age::ssh::Identity::from_buffer(text.trim_start().as_bytes(), None);
        match identity.map_err(|_| Shut::NoKey)? {
            age::ssh::Identity::Encrypted(key) => Ok(Self::Ssh(Box::new(key))),
            age::ssh::Identity::Unsupported(_) => Err(Shut::KeyKind),
            open @ age::ssh::Identity::Unencrypted(_) => {
                Ok(Self::Open(Key::Identities(vec![Box::new(open)])))
            }
        }
    }

    /// The key, once its own passphrase is known.
    pub fn open(self, passphrase: SecretString) -> Result<Key, Error> {
        match self {
            Self::Open(key) => Ok(key),
            Self::Ssh(key) => {
                let key = key.decrypt(passphrase).map_err(|_| Shut::WrongPassphrase)?;
                Ok(Key::Identities(vec![Box::new(age::ssh::Identity::Unencrypted(key))]))
            }
            Self::Locked(bytes) => {
                let text = Zeroizing::new(unlock(&bytes, &Key::Passphrase(passphrase), KEY_FILE)?);
                Ok(natives(std::str::from_utf8(&text).map_err(|_| Shut::NoKey)?)?)
            }
        }
    }
}

/// The age identities in a text, one a line.
fn natives(text: &str) -> Result<Key, Shut> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let read = |line: &str| -> Result<Box<dyn age::Identity + Send + Sync>, Shut> {
        let identity: age::x25519::Identity = line.parse().map_err(|_| Shut::NoKey)?;
        Ok(Box::new(identity))
    };
    let keys: Vec<_> = lines.map(read).collect::<Result<_, _>>()?;
    if keys.is_empty() { Err(Shut::NoKey) } else { Ok(Key::Identities(keys)) }
}

impl Key {
    /// The key in a key file, which must be nobody else's to read and under no passphrase of its own:
    /// for those whom nobody can ask.
    pub fn in_file(path: &Path) -> Result<Self, Error> {
        let what = || path.display().to_string();
        let file = File::open(path).map_err(Error::io(what()))?;
        let known = file.metadata().map_err(Error::io(what()))?;
        if known.is_file() && known.permissions().mode() & 0o077 != 0 {
            return Err(Shut::Exposed.into());
        }
        let mut bytes = Zeroizing::new(Vec::with_capacity(4_096));
        file.take(KEY_FILE).read_to_end(&mut bytes).map_err(Error::io(what()))?;
        match KeyFile::read(&bytes)? {
            KeyFile::Open(key) => Ok(key),
            KeyFile::Ssh(_) | KeyFile::Locked(_) => Err(Shut::Asks.into()),
        }
    }

    /// What is in a locked file, to be read.
    pub(super) fn open<R: Read>(
        &self,
        decryptor: age::Decryptor<R>,
    ) -> Result<age::stream::StreamReader<R>, Error> {
        let opened = match self {
            Self::Passphrase(passphrase) => {
                let mut identity = age::scrypt::Identity::new(passphrase.clone());
                identity.set_max_work_factor(WORK);
                decryptor.decrypt(std::iter::once(&identity as _))
            }
            Self::Identities(keys) => decryptor.decrypt(keys.iter().map(|key| key.as_ref() as _)),
        };
        opened.map_err(|error| self.why(error))
    }

    /// Why this key did not open it.
    pub(super) fn why(&self, error: age::DecryptError) -> Error {
        use age::DecryptError as Why;
        let shut = match error {
            Why::ExcessiveWork { required, .. } => Shut::TooHard(required),
            Why::DecryptionFailed if matches!(self, Self::Passphrase(_)) => Shut::WrongPassphrase,
            Why::NoMatchingKeys | Why::KeyDecryptionFailed => Shut::WrongKey,
            Why::UnknownFormat => Shut::Newer,
            Why::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
                return super::of_read(error);
            }
            _ => Shut::Damaged,
        };
        shut.into()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase(_) => "Passphrase(..)",
            Self::Identities(_) => "Identities(..)",
        })
    }
}

impl fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open(_) => "Open(..)",
            Self::Ssh(_) => "Ssh(..)",
            Self::Locked(_) => "Locked(..)",
        })
    }
}
