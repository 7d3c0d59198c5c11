//! Locked files: the age format around a backup, a segment or a key, so that other tools open them
//! too. Whoever gives a key, and from where, is the command line's.
//!
//! A file that was cut or changed anywhere gives an error, never a part of what was in it: callers
//! write elsewhere first, and use the whole or nothing.

mod copy;
mod key;
mod lock;
mod team_key;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};

pub use age::secrecy::SecretString;
pub use copy::{back_up, locked_beginning, restore};
pub use key::{Key, KeyFile};
pub use lock::{Lock, Recipient};
pub use team_key::TeamKey;
use zeroize::Zeroizing;

use crate::domain::shut::Shut;
use crate::exchange::error::Error;

/// How every file of the format begins.
const BEGIN: &[u8] = b"age-encryption.org/";
/// The longest header: keys for a few thousand recipients.
const HEADER: usize = 1 << 20;
/// The most recipients a header may name.
const RECIPIENTS: usize = 10_000;
/// Plain bytes on their way through.
const AT_ONCE: usize = 1 << 16;

/// Says whether a file that begins so is a locked one.
#[must_use]
pub fn is_locked(first: &[u8]) -> bool {
    first.starts_with(BEGIN)
}

/// Says whether a locked file that begins so was locked with a passphrase, not for keys.
#[must_use]
pub fn wants_passphrase(first: &[u8]) -> bool {
    first.split(|byte| *byte == b'\n').nth(1).is_some_and(|line| line.starts_with(b"-> scrypt "))
}

/// Locks bytes.
pub fn lock(plain: &[u8], lock: &Lock) -> Result<Vec<u8>, Error> {
    let mut locked = Vec::with_capacity(plain.len() + plain.len() / 4_000 + 1_024);
    lock_into(&mut &plain[..], &mut locked, lock)?;
    Ok(locked)
}

/// Locks what is read, as it is read; gives how many bytes that were.
pub fn lock_into(plain: &mut dyn Read, to: &mut dyn Write, lock: &Lock) -> Result<u64, Error> {
    let what = "the locked file";
    let mut writer = lock.encryptor()?.wrap_output(to).map_err(Error::io(what))?;
    let count = pass(plain, &mut writer, u64::MAX)?;
    writer.finish().map_err(Error::io(what))?.flush().map_err(Error::io(what))?;
    Ok(count)
}

/// Locks what is written, as it is written.
pub fn lock_while<T>(
    to: &mut (dyn Write + Send),
    lock: &Lock,
    fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<T, Error>,
) -> Result<T, Error> {
    let what = "the locked file";
    let mut writer = lock.encryptor()?.wrap_output(to).map_err(Error::io(what))?;
    let done = fill(&mut writer)?;
    writer.finish().map_err(Error::io(what))?.flush().map_err(Error::io(what))?;
    Ok(done)
}

/// Opens locked bytes that hold `most` plain ones at most.
pub fn unlock(locked: &[u8], key: &Key, most: u64) -> Result<Vec<u8>, Error> {
    let mut plain = Vec::new();
    unlock_into(locked, &mut plain, key, most)?;
    Ok(plain)
}

/// Opens what is read, as it is read; gives how many bytes were in it. What was written counts only
/// once this returned well.
pub fn unlock_into(locked: impl Read, to: &mut dyn Write, key: &Key, most: u64) -> Result<u64, Error> {
    pass(&mut opened(locked, key)?, to, most)
}

/// What is in a locked file, to be read to its end: only there is it known to be whole.
pub fn unlocked<R: Read>(locked: R, key: &Key) -> Result<impl Read + use<R>, Error> {
    Ok(Unlocked(opened(locked, key)?))
}

fn opened<R: Read>(locked: R, key: &Key) -> Result<impl Read + use<R>, Error> {
    let mut locked = BufReader::with_capacity(AT_ONCE, locked);
    let header = header(&mut locked)?;
    let whole = io::Cursor::new(header).chain(locked);
    let decryptor = age::Decryptor::new_buffered(whole).map_err(|error| key.why(error))?;
    key.open(decryptor)
}

/// A reader whose errors say that the locked file does not hold together, where that is so.
struct Unlocked<R>(R);

impl<R: Read> Read for Unlocked<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes).map_err(|error| match error.kind() {
            ErrorKind::Interrupted => error,
            _ => of_read(error).into(),
        })
    }
}

/// The header alone, within bounds: the format itself sets none.
fn header(locked: &mut impl BufRead) -> Result<Vec<u8>, Error> {
    let (mut header, mut recipients) = (Vec::new(), 0);
    loop {
        let from = header.len();
        let left = (HEADER - from) as u64;
        locked.take(left).read_until(b'\n', &mut header).map_err(Error::io("the locked file"))?;
        let line = &header[from..];
        let begins = header.len() < BEGIN.len() || is_locked(&header);
        if !begins {
            return Err(Shut::NotLocked.into());
        }
        recipients += usize::from(line.starts_with(b"-> "));
        if !line.ends_with(b"\n") || recipients > RECIPIENTS {
            return Err(if is_locked(&header) { Shut::Damaged } else { Shut::NotLocked }.into());
        }
        if line.starts_with(b"---") {
            return Ok(header);
        }
    }
}

/// Passes bytes on, `most` of them at most. One side is plain: what lay here is cleared.
fn pass(from: &mut dyn Read, to: &mut dyn Write, most: u64) -> Result<u64, Error> {
    let mut bytes = Zeroizing::new(vec![0; AT_ONCE]);
    let mut count = 0;
    loop {
        let read = match from.read(&mut bytes) {
            Ok(0) => return Ok(count),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(of_read(error)),
        };
        count += read as u64;
        if count > most {
            return Err(Shut::TooLarge(most).into());
        }
        to.write_all(&bytes[..read]).map_err(Error::io("the file to write"))?;
    }
}

/// A reader's error: bytes that do not hold together are told by kind.
fn of_read(error: io::Error) -> Error {
    match error.kind() {
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof => Shut::Damaged.into(),
        _ => Error::io("the file to read")(error),
    }
}
