//! Where passphrases and keys come from: the terminal, a descriptor, a file that nobody else can read.
//!
//! Never an argument and never the environment: those are seen by others and kept in histories. A
//! passphrase is text of one line; whatever held it is cleared.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use clap::Args;
use zeroize::Zeroizing;

use super::exit::{Exit, refuse};
use super::export;
use super::session::Session;
use crate::domain::Trouble;
use crate::domain::shut::Shut;
use crate::exchange::Error;
use crate::exchange::locked::{self, Key, KeyFile, Lock, SecretString};
use crate::i18n::{Text, label};

/// No passphrase is longer, in bytes.
const LONGEST: usize = 1_000;
/// No key file is longer.
const KEY_FILE: u64 = 1 << 16;
/// No list of recipients is longer.
const LIST: u64 = 4 << 20;

/// Where a passphrase is read, other than at the terminal.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Passphrase {
    /// Read the passphrase from this open descriptor: --passphrase-fd 3 3<file
    #[arg(long, value_name = "N", conflicts_with = "passphrase_file")]
    passphrase_fd: Option<u32>,
    /// Read the passphrase from the first line of this file, which nobody else may be able to read
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// What opens a locked file.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Opening {
    #[command(flatten)]
    pub(super) passphrase: Passphrase,
    /// Open with this key file: age identities, or an ssh-ed25519 or ssh-rsa private key
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

/// For whom to lock a file.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Locking {
    /// Lock it with a passphrase, asked for twice
    #[arg(long, value_name = "HOW", value_parser = ["passphrase"], conflicts_with = "recipients")]
    encrypt: Option<String>,
    /// Lock it for the holders of the public keys in this file, one a line: age1..., ssh-ed25519, ssh-rsa
    #[arg(long, value_name = "FILE")]
    recipients: Option<PathBuf>,
}

#[cfg(feature = "sqlcipher")]
impl Opening {
    pub(super) const fn of(passphrase: Passphrase, key_file: Option<PathBuf>) -> Self {
        Self { passphrase, key_file }
    }
}

#[cfg(feature = "sqlcipher")]
impl Passphrase {
    pub(super) const fn of(passphrase_fd: Option<u32>, passphrase_file: Option<PathBuf>) -> Self {
        Self { passphrase_fd, passphrase_file }
    }
}

impl Locking {
    /// The lock asked for; none where none was.
    pub(super) fn lock(
        &self,
        session: &Session,
        passphrase: &Passphrase,
        what: &str,
    ) -> anyhow::Result<Option<Lock>> {
        if let Some(file) = &self.recipients {
            return recipients(session, file).map(Some);
        }
        match self.encrypt {
            Some(_) => passphrase.read(session, what, true).map(Lock::Passphrase).map(Some),
            None if passphrase.given() => {
                Err(refuse(Exit::Usage, Text::PassphraseForWhat.words(session.lang)))
            }
            None => Ok(None),
        }
    }
}

impl Locking {
    /// The lock that takes another's place: a passphrase given otherwise is the old one's, so a new one
    /// is asked for.
    pub(super) fn new_lock(&self, session: &Session, place: &Path) -> anyhow::Result<Option<Lock>> {
        let what = Text::NewPassphraseOf.fill(session.lang, &[("what", &place.display().to_string())]);
        self.lock(session, &Passphrase::default(), &what)
    }
}

fn recipients(session: &Session, file: &Path) -> anyhow::Result<Lock> {
    let text = String::from_utf8(read(file, LIST)?).map_err(|_| Error::Shut(Shut::NoRecipients));
    let lock = text.and_then(|text| Ok(Lock::recipients(&text)?));
    lock.map_err(|error| refusal(session, file, error))
}

impl Opening {
    /// The same, with a key file where nothing was said.
    pub(super) fn or_with(mut self, key_file: Option<PathBuf>) -> Self {
        if !self.passphrase.given() {
            self.key_file = self.key_file.or(key_file);
        }
        self
    }

    /// The key for a locked file that begins with `first`.
    pub(super) fn key(&self, session: &Session, what: &str, first: &[u8]) -> anyhow::Result<Key> {
        let Some(file) = &self.key_file else {
            if locked::wants_passphrase(first) {
                return self.passphrase.read(session, what, false).map(Key::Passphrase);
            }
            return Err(needed(session, what, "--key-file FILE"));
        };
        let bytes = Zeroizing::new(private(session, file, KEY_FILE)?);
        let wrong = |error| refusal(session, file, error);
        match KeyFile::read(&bytes).map_err(|why| wrong(why.into()))? {
            KeyFile::Open(key) => Ok(key),
            shut => {
                let own = self.passphrase.read(session, &file.display().to_string(), false)?;
                shut.open(own).map_err(wrong)
            }
        }
    }
}

impl Passphrase {
    const fn given(&self) -> bool {
        self.passphrase_fd.is_some() || self.passphrase_file.is_some()
    }

    /// The passphrase: from where it was said to be, else asked for; twice where it is a new one.
    fn read(&self, session: &Session, what: &str, new: bool) -> anyhow::Result<SecretString> {
        if let Some(file) = &self.passphrase_file {
            let bytes = Zeroizing::new(private(session, file, KEY_FILE)?);
            return words(session, bytes.split(|byte| *byte == b'\n').next().unwrap_or_default());
        }
        if let Some(n) = self.passphrase_fd {
            let line = first_line(n).map_err(|error| {
                let places = [("n", n.to_string()), ("why", error.to_string())];
                let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
                refuse(Exit::Usage, Text::NoSuchDescriptor.fill(session.lang, &places))
            })?;
            return words(session, &line);
        }
        if session.no_input || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            let key = if new { "--recipients FILE" } else { "--key-file FILE" };
            let flags = format!("--passphrase-fd N, --passphrase-file FILE, {key}");
            return Err(needed(session, what, &flags));
        }
        let typed = ask(&Text::PassphraseFor.fill(session.lang, &[("what", what)]))?;
        if new && *ask(Text::PassphraseAgain.words(session.lang))? != *typed {
            return Err(refuse(Exit::Failure, Text::PassphraseDiffers.words(session.lang)));
        }
        words(session, typed.as_bytes())
    }
}

fn ask(question: &str) -> io::Result<Zeroizing<String>> {
    rpassword::prompt_password(crate::domain::safe::safe(question)).map(Zeroizing::new)
}

fn needed(session: &Session, what: &str, flags: &str) -> anyhow::Error {
    let words = Text::SecretNeeded.fill(session.lang, &[("what", what), ("flags", flags)]);
    refuse(Exit::Undecided, words)
}

/// One line as a passphrase.
fn words(session: &Session, line: &[u8]) -> anyhow::Result<SecretString> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() {
        return Err(refuse(Exit::Usage, Text::PassphraseEmpty.words(session.lang)));
    }
    let text = std::str::from_utf8(line).ok().filter(|text| text.len() <= LONGEST);
    let unreadable = || refuse(Exit::Usage, Text::PassphraseUnreadable.words(session.lang));
    Ok(SecretString::from(text.ok_or_else(unreadable)?.to_owned()))
}

/// The first line that a descriptor gives. Read byte by byte: what follows is somebody else's.
fn first_line(descriptor: u32) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut file = File::open(format!("/dev/fd/{descriptor}"))?;
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST + 2));
    let mut byte = [0];
    while line.len() <= LONGEST && file.read(&mut byte)? == 1 && byte != *b"\n" {
        line.push(byte[0]);
    }
    Ok(line)
}

/// The content of a file that nobody else can read.
fn private(session: &Session, file: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
    let trouble = |why: String| Trouble::File { path: file.display().to_string(), why };
    let opened = File::open(file).map_err(|error| trouble(error.to_string()))?;
    let known = opened.metadata().map_err(|error| trouble(error.to_string()))?;
    if known.is_file() && known.permissions().mode() & 0o077 != 0 {
        let name = file.display().to_string();
        let name = shell_words::quote(&name);
        return Err(trouble(Text::KeyFileOpen.fill(session.lang, &[("file", &name)])).into());
    }
    whole(opened, file, most)
}

/// The content of a file.
pub(super) fn read(file: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
    let trouble =
        |error: io::Error| Trouble::File { path: file.display().to_string(), why: error.to_string() };
    whole(File::open(file).map_err(trouble)?, file, most)
}

fn whole(opened: File, file: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
    let trouble = |why: String| Trouble::File { path: file.display().to_string(), why };
    let mut bytes = Vec::with_capacity(usize::try_from(most.min(KEY_FILE)).unwrap_or(0) + 1);
    opened.take(most + 1).read_to_end(&mut bytes).map_err(|error| trouble(error.to_string()))?;
    if bytes.len() as u64 > most {
        return Err(trouble(Error::TooLarge(most).to_string()).into());
    }
    Ok(bytes)
}

/// What was wrong with a locked file or a key file.
pub(super) fn refusal(session: &Session, file: &Path, error: Error) -> anyhow::Error {
    match error {
        Error::Shut(why) => {
            Trouble::File { path: file.display().to_string(), why: label::shut(&why, session.lang) }.into()
        }
        error => export::refusal(session, error),
    }
}
