//! Finds out what encoding a file is in.
//!
//! The rungs, first that holds: what the user says, a byte order mark, UTF-16 by its zeros, strict
//! UTF-8 of the whole file, strict CP932 of the whole file that also reads like Japanese, a
//! guess. Every rung reads the file in chunks. Called by `exchange::open`; `text` decodes.

use std::io::{Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::kind;
use super::script::{Japanese, Plain};
use crate::exchange::error::Error;

const CHUNK: usize = 64 * 1024;

/// How an encoding was found, for the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The user said so.
    Named,
    /// The file says so itself.
    Marked,
    /// The whole file is valid in it, and reads well.
    Fits,
    /// The likeliest one: worth a look at the first rows.
    Guessed,
}

/// How much of a file is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// All of it: what is found holds to the last byte.
    #[default]
    Whole,
    /// The first four megabytes, for a first screen. Bytes further on that are not of the encoding found
    /// are an error when they are read, with their line.
    Head,
}

impl Depth {
    /// Bytes; an even number, for UTF-16.
    const fn bytes(self) -> u64 {
        match self {
            Self::Whole => u64::MAX,
            Self::Head => 4 << 20,
        }
    }
}

/// The encoding of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub encoding: &'static Encoding,
    /// On what grounds.
    pub how: How,
}

impl Found {
    /// The name people know it by.
    #[must_use]
    pub fn name(&self) -> &'static str {
        name(self.encoding)
    }
}

/// The name people know an encoding by.
#[must_use]
pub fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == SHIFT_JIS { "CP932" } else { encoding.name() }
}

/// The encoding of that name, `cp932` among them.
pub fn named(label: &str) -> Result<&'static Encoding, Error> {
    let plain = label.trim().to_ascii_lowercase().replace('_', "-");
    match plain.as_str() {
        "cp932" | "shift-jis" | "sjis" | "ms932" => Ok(SHIFT_JIS),
        other => Encoding::for_label(other.as_bytes()).ok_or_else(|| Error::NoSuchEncoding(label.to_owned())),
    }
}

/// Finds the encoding of a whole file that can only be text, and leaves it at its beginning.
///
/// `japanese` tips the guess where nothing better decides.
pub fn detect(file: &mut (impl Read + Seek), forced: Option<&str>, japanese: bool) -> Result<Found, Error> {
    kind::refuse_other_than_text(file)?;
    detect_to(file, forced, japanese, Depth::Whole)
}

/// The same, of a file known to be text, looking at no more than `depth` of it.
pub fn detect_to(
    file: &mut (impl Read + Seek),
    forced: Option<&str>,
    japanese: bool,
    depth: Depth,
) -> Result<Found, Error> {
    let found = ladder(&mut View { file: &mut *file, limit: depth.bytes() }, forced, japanese);
    file.seek(SeekFrom::Start(0)).map_err(Error::io("reading"))?;
    found
}

/// As much of a file as is looked at.
struct View<'a, R> {
    file: &'a mut R,
    limit: u64,
}

fn ladder(
    file: &mut View<'_, impl Read + Seek>,
    forced: Option<&str>,
    japanese: bool,
) -> Result<Found, Error> {
    if let Some(label) = forced {
        return Ok(Found { encoding: named(label)?, how: How::Named });
    }
    let look = Look::at(file)?;
    if let Some((encoding, _)) = Encoding::for_bom(&look.head) {
        return Ok(Found { encoding, how: How::Marked });
    }
    let fits = |encoding| Ok(Found { encoding, how: How::Fits });
    if look.zeros > 0 {
        if let Some(encoding) = utf16(file, &look)? {
            return fits(encoding);
        }
        look.refuse_zeros()?;
    }
    if strict(file, UTF_8, &mut |_| {})?.holds(UTF_8)? {
        let mail_like = look.escapes && strict(file, ISO_2022_JP, &mut |_| {})?.bad == 0;
        return fits(if mail_like { ISO_2022_JP } else { UTF_8 });
    }
    let mut reads = Japanese::default();
    let cp932 = strict(file, SHIFT_JIS, &mut |text| reads.see(text))?;
    if reads.plausible() && cp932.holds(SHIFT_JIS)? {
        return fits(SHIFT_JIS);
    }
    guess(file, japanese)
}

/// What one pass over the raw bytes shows.
#[derive(Default)]
struct Look {
    head: Vec<u8>,
    bytes: u64,
    zeros: u64,
    escapes: bool,
}

impl Look {
    fn at(file: &mut View<'_, impl Read + Seek>) -> Result<Self, Error> {
        let mut look = Self::default();
        chunks(file, &mut |bytes, _| {
            if look.bytes == 0 {
                look.head = bytes[..bytes.len().min(16)].to_vec();
            }
            look.bytes += bytes.len() as u64;
            look.zeros += memchr::memchr_iter(0, bytes).count() as u64;
            look.escapes = look.escapes || memchr::memmem::find(bytes, b"\x1b$").is_some();
            true
        })?;
        Ok(look)
    }

    /// A zero here and there spoils its row only; many mean that this is no text.
    fn refuse_zeros(&self) -> Result<(), Error> {
        if self.zeros * 1000 > self.bytes.max(4000) { Err(Error::NotText("a binary file")) } else { Ok(()) }
    }
}

fn utf16(file: &mut View<'_, impl Read + Seek>, look: &Look) -> Result<Option<&'static Encoding>, Error> {
    for encoding in [UTF_16LE, UTF_16BE] {
        let mut reads = Plain::default();
        let even = look.bytes.is_multiple_of(2);
        if even && strict(file, encoding, &mut |text| reads.see(text))?.bad == 0 && reads.plausible() {
            return Ok(Some(encoding));
        }
    }
    Ok(None)
}

fn guess(file: &mut View<'_, impl Read + Seek>, japanese: bool) -> Result<Found, Error> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    chunks(file, &mut |bytes, last| {
        detector.feed(bytes, last);
        true
    })?;
    let mut encoding = detector.guess(japanese.then_some(&b"jp"[..]), Utf8Detection::Deny);
    if encoding == SHIFT_JIS {
        encoding = detector.guess(None, Utf8Detection::Deny);
    }
    if strict(file, encoding, &mut |_| {})?.bad > 0 {
        return Err(Error::UnknownEncoding);
    }
    Ok(Found { encoding, how: How::Guessed })
}

/// What a whole file is like when read in one encoding.
struct Reading {
    /// Characters beyond ASCII that were read.
    good: u64,
    /// Places that could not be.
    bad: u64,
    /// The line of the first of those.
    bad_line: u64,
}

impl Reading {
    /// Says whether the file is in this encoding; one that is but for a few places is an error.
    fn holds(&self, encoding: &'static Encoding) -> Result<bool, Error> {
        if self.bad > 0 && self.bad * 50 < self.good {
            return Err(Error::Undecodable { line: self.bad_line, encoding: name(encoding) });
        }
        Ok(self.bad == 0)
    }
}

/// Reads a whole file in one encoding, showing `see` what comes out.
fn strict(
    file: &mut View<'_, impl Read + Seek>,
    encoding: &'static Encoding,
    see: &mut dyn FnMut(&str),
) -> Result<Reading, Error> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = String::with_capacity(CHUNK * 4);
    let mut reading = Reading { good: 0, bad: 0, bad_line: 0 };
    let mut line = 1;
    chunks(file, &mut |mut bytes, last| {
        loop {
            out.clear();
            let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut out, last);
            bytes = &bytes[read..];
            line += memchr::memchr_iter(b'\n', out.as_bytes()).count() as u64;
            if !out.is_ascii() {
                reading.good += out.chars().filter(|c| !c.is_ascii()).count() as u64;
            }
            see(&out);
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    reading.bad += 1;
                    reading.bad_line = if reading.bad == 1 { line } else { reading.bad_line };
                }
            }
        }
        reading.bad < 20 || reading.bad * 50 < reading.good
    })?;
    Ok(reading)
}

/// Runs over a view from its beginning; `see` is told of the end of the file by an empty last
/// chunk, not of the end of the view, and stops the run by saying `false`.
fn chunks(
    view: &mut View<'_, impl Read + Seek>,
    see: &mut dyn FnMut(&[u8], bool) -> bool,
) -> Result<(), Error> {
    view.file.seek(SeekFrom::Start(0)).map_err(Error::io("reading"))?;
    let mut buffer = vec![0; CHUNK];
    let mut left = view.limit;
    while left > 0 {
        let room = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        let read = match view.file.read(&mut buffer[..room]) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            other => other.map_err(Error::io("reading"))?,
        };
        if !see(&buffer[..read], read == 0) || read == 0 {
            return Ok(());
        }
        left -= read as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    fn of(bytes: &[u8]) -> Result<Found, Error> {
        detect(&mut Cursor::new(bytes), None, true)
    }

    fn cp932(text: &str) -> Vec<u8> {
        SHIFT_JIS.encode(text).0.into_owned()
    }

    fn le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_short_file_of_half_width_kana_is_cp932() {
        let bytes = cp932("ﾅﾏｴ,ﾃﾞﾝﾜ\r\nﾔﾏﾀﾞ ﾀﾛｳ,090-123\r\n");
        assert_eq!(bytes.len(), 28);
        assert_eq!(of(&bytes).unwrap().encoding, SHIFT_JIS);
    }

    #[test]
    fn a_short_file_of_kanji_is_cp932() {
        let bytes = cp932("名前,電話\r\n山田,03\r\n");
        assert_eq!(bytes.len(), 20);
        assert_eq!(of(&bytes).unwrap().encoding, SHIFT_JIS);
    }

    #[test]
    fn utf16_is_found_with_and_without_its_mark() {
        for text in ["会社名,電話\r\n田中製作所,03\r\n", "name,phone\r\nAcme,1\r\n"] {
            assert_eq!(of(&le(text)).unwrap().encoding, UTF_16LE);
            let marked = of(&le(&format!("\u{feff}{text}"))).unwrap();
            assert_eq!((marked.encoding, marked.how), (UTF_16LE, How::Marked));
            let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(of(&be).unwrap().encoding, UTF_16BE);
        }
    }

    #[test]
    fn western_and_other_japanese_files_are_not_taken_for_cp932() {
        let western =
            encoding_rs::WINDOWS_1252.encode("name,city\r\nLuís Gonçalves,São Paulo\r\nKöhler,Stuttgart\r\n");
        assert_ne!(of(&western.0).unwrap().encoding, SHIFT_JIS);
        let euc = encoding_rs::EUC_JP.encode("会社名,メモ\r\n田中製作所,ひらがなとカタカナのテキスト。\r\n");
        assert_eq!(of(&euc.0).unwrap().encoding, encoding_rs::EUC_JP);
        let mail = ISO_2022_JP.encode("会社名,メモ\r\n田中製作所,ひらがな\r\n");
        assert_eq!(of(&mail.0).unwrap().encoding, ISO_2022_JP);
    }

    #[test]
    fn one_broken_character_names_its_line_and_is_no_reason_to_guess() {
        let mut bytes = "会社名,住所\n田中製作所,大阪府大阪市北区梅田一丁目\n".repeat(20).into_bytes();
        bytes.extend_from_slice(b"\xFF\n");
        assert!(matches!(of(&bytes), Err(Error::Undecodable { line: 41, encoding: "UTF-8" })));
        let mut bytes = cp932(&"会社名,住所\n田中製作所,大阪府大阪市北区梅田一丁目\n".repeat(20));
        bytes.extend_from_slice(b"\xFF\n");
        assert!(matches!(of(&bytes), Err(Error::Undecodable { line: 41, encoding: "CP932" })));
    }

    #[test]
    fn a_look_at_the_head_ends_within_a_character_and_judges_nothing_behind_it() {
        let line = "会社名,住所,電話番号\n";
        let mut bytes = cp932(&line.repeat((4 << 20) / cp932(line).len() + 1));
        bytes.extend_from_slice(b"\xFF\n");
        let head =
            |bytes: &[u8]| detect_to(&mut Cursor::new(bytes), None, true, Depth::Head).unwrap().encoding;
        assert_eq!(head(&bytes), SHIFT_JIS);
        assert!(of(&bytes).is_err());
        let text = "あ,い\n".repeat(600_000);
        assert_eq!(head(text.as_bytes()), UTF_8);
        assert_eq!(head(&le(&text)), UTF_16LE);
    }

    #[test]
    fn what_the_user_says_holds() {
        let found = detect(&mut Cursor::new(b"abc"), Some("CP932"), false).unwrap();
        assert_eq!((found.name(), found.how), ("CP932", How::Named));
        assert!(matches!(named("klingon"), Err(Error::NoSuchEncoding(_))));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = of(&bytes);
        }

        #[test]
        fn utf8_is_always_found_out(text in "[あ-んア-ン一-龠a-z,\n]{1,80}") {
            prop_assert_eq!(of(text.as_bytes()).unwrap().encoding, UTF_8);
        }
    }
}
