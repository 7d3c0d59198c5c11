//! The lines of cards and calendars as their grammar wants them: whole, and in one encoding.
//!
//! Joins what was folded or broken softly, decodes `CHARSET=` and quoted-printable, and cuts the
//! file into components with the line each begins on. `calcard` reads what comes out; it takes
//! text only, and would break Shift_JIS at its backslashes.

use std::io::{self, BufRead, Read};

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::encoding;
use crate::exchange::error::Error;

/// Bytes a component may have.
const LIMIT: usize = 32 << 20;

/// A component of a file, such as one card.
pub(super) struct Component {
    /// The line it begins on, from 1.
    pub(super) line: u64,
    /// Its text.
    pub(super) text: String,
}

/// The components of one kind, one after the other.
pub(super) struct Components<R> {
    lines: Lines<R>,
    names: &'static [&'static str],
    /// What bytes are that are no UTF-8 and say nothing of themselves.
    fallback: Option<&'static Encoding>,
}

impl<R: BufRead> Components<R> {
    /// Components of those names; `forced` is what the user says of the encoding.
    pub(super) fn new(bytes: R, names: &'static [&'static str], forced: Option<&str>) -> Result<Self, Error> {
        let fallback = forced.map(encoding::named).transpose()?;
        Ok(Self { lines: Lines { bytes, line: 0, waiting: None }, names, fallback })
    }

    fn component(&mut self) -> Result<Option<Component>, Error> {
        let mut component = Component { line: 0, text: String::new() };
        let (mut depth, mut name) = (0_u32, self.names[0]);
        while let Some((line, bytes)) = self.lines.whole()? {
            if depth == 0 {
                let begun = self.names.iter().find(|name| is_edge(&bytes, "BEGIN", name));
                name = begun.unwrap_or(&name);
                depth = u32::from(begun.is_some());
                component.line = line;
            } else if is_edge(&bytes, "BEGIN", name) {
                depth += 1;
            }
            if depth == 0 {
                continue;
            }
            component.text.push_str(&self.decoded(&bytes));
            component.text.push_str("\r\n");
            if component.text.len() > LIMIT {
                return Err(Error::EndlessRow { line: component.line, limit: LIMIT as u64 });
            }
            if is_edge(&bytes, "END", name) {
                depth -= 1;
                if depth == 0 {
                    return Ok(Some(component));
                }
            }
        }
        Ok((depth > 0).then_some(component))
    }

    /// A line as text, its encodings undone and no longer spoken of.
    fn decoded(&self, bytes: &[u8]) -> String {
        let Some(colon) = value_begins(bytes) else { return self.plain(bytes) };
        let (head, value) = bytes.split_at(colon);
        let head = self.plain(head);
        let mut kept = Vec::new();
        let (mut charset, mut quoted) = (None, false);
        for part in head.split(';') {
            let upper = part.to_ascii_uppercase();
            if let Some(name) = upper.strip_prefix("CHARSET=") {
                charset = Encoding::for_label(name.trim_matches('"').as_bytes());
            } else if upper == "QUOTED-PRINTABLE" || upper == "ENCODING=QUOTED-PRINTABLE" {
                quoted = true;
            } else if upper != "ENCODING=8BIT" && upper != "8BIT" {
                kept.push(part);
            }
        }
        let value = &value[1..];
        let text = match (charset, quoted) {
            (Some(charset), false) => charset.decode_without_bom_handling(value).0.into_owned(),
            (None, false) => self.plain(value),
            (Some(charset), true) => escaped(&charset.decode_without_bom_handling(&unquoted(value)).0),
            (None, true) => escaped(&self.plain(&unquoted(value))),
        };
        format!("{}:{text}", kept.join(";"))
    }

    fn plain(&self, bytes: &[u8]) -> String {
        let tried = self.fallback.into_iter().chain([UTF_8, SHIFT_JIS]);
        let read =
            |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
        let text = tried.into_iter().find_map(read);
        text.unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0).into_owned()
    }
}

impl<R: BufRead> Iterator for Components<R> {
    type Item = Result<Component, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.component().transpose()
    }
}

/// Says whether a line is `BEGIN:name`, in any case and with spaces about.
fn is_edge(line: &[u8], edge: &str, name: &str) -> bool {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line).trim_ascii();
    let Some((word, rest)) = line.split_at_checked(edge.len()) else { return false };
    let rest = rest.strip_prefix(b":").unwrap_or_default().trim_ascii();
    word.eq_ignore_ascii_case(edge.as_bytes()) && rest.eq_ignore_ascii_case(name.as_bytes())
}

/// Where the colon before the value is: the first that is in no quotes.
fn value_begins(line: &[u8]) -> Option<usize> {
    let mut quoted = false;
    line.iter().position(|byte| {
        quoted ^= *byte == b'"';
        *byte == b':' && !quoted
    })
}

fn is_quoted_printable(line: &[u8]) -> bool {
    value_begins(line).is_some_and(|colon| {
        line[..colon].to_ascii_uppercase().windows(16).any(|window| window == b"QUOTED-PRINTABLE")
    })
}

/// Quoted-printable undone; what was quoted to be no separator stays none.
fn unquoted(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut at = 0;
    while at < value.len() {
        let byte = value
            .get(at + 1..at + 3)
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match (value[at], byte) {
            (b'=', Some(byte)) => {
                out.extend_from_slice(if matches!(byte, b';' | b',') { b"\\" } else { b"" });
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// Line ends within a value, as the grammar writes them.
fn escaped(text: &str) -> String {
    text.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// Lines of a file, those that belong together joined.
struct Lines<R> {
    bytes: R,
    line: u64,
    waiting: Option<Vec<u8>>,
}

impl<R: BufRead> Lines<R> {
    /// The next whole line, and the line of the file it begins on.
    fn whole(&mut self) -> Result<Option<(u64, Vec<u8>)>, Error> {
        let Some(mut whole) = self.next_physical()? else { return Ok(None) };
        let begins = self.line;
        let quoted = is_quoted_printable(&whole);
        while quoted && whole.last() == Some(&b'=') {
            let Some(more) = self.next_physical()? else { break };
            whole.pop();
            whole.extend_from_slice(&more);
            refuse_endless(&whole, begins)?;
        }
        while let Some(more) = self.next_physical()? {
            if !matches!(more.first(), Some(b' ' | b'\t')) {
                self.waiting = Some(more);
                self.line -= 1;
                break;
            }
            whole.extend_from_slice(&more[1..]);
            refuse_endless(&whole, begins)?;
        }
        Ok(Some((begins, whole)))
    }

    fn next_physical(&mut self) -> Result<Option<Vec<u8>>, Error> {
        if let Some(waiting) = self.waiting.take() {
            self.line += 1;
            return Ok(Some(waiting));
        }
        let mut line = Vec::new();
        let limit = LIMIT as u64 + 1;
        let read =
            self.bytes.by_ref().take(limit).read_until(b'\n', &mut line).map_err(Error::io("reading"))?;
        self.line += 1;
        refuse_endless(&line, self.line)?;
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok((read > 0).then_some(line))
    }
}

fn refuse_endless(line: &[u8], at: u64) -> Result<(), Error> {
    if line.len() > LIMIT { Err(Error::EndlessRow { line: at, limit: LIMIT as u64 }) } else { Ok(()) }
}

/// Lines of a file in which CR alone, or UTF-16, may stand: as bytes that end with LF.
pub(super) fn even<'a, R: Read + io::Seek + Send + 'a>(
    mut file: R,
) -> Result<Box<dyn BufRead + Send + 'a>, Error> {
    let mut head = [0; 4096];
    file.rewind().map_err(Error::io("reading"))?;
    let read = file.read(&mut head).map_err(Error::io("reading"))?;
    file.rewind().map_err(Error::io("reading"))?;
    let head = &head[..read];
    let utf16 = Encoding::for_bom(head).map(|(encoding, _)| encoding).filter(|encoding| *encoding != UTF_8);
    if let Some(utf16) = utf16 {
        return Ok(Box::new(io::BufReader::new(super::text::Text::new(file, utf16))));
    }
    let lone = memchr::memchr(b'\r', head).is_some() && memchr::memchr(b'\n', head).is_none();
    if lone {
        return Ok(Box::new(io::BufReader::new(OldMac(file))));
    }
    Ok(Box::new(io::BufReader::with_capacity(64 * 1024, file)))
}

/// Bytes in which CR ends the lines, LF put for each.
struct OldMac<R>(R);

impl<R: Read> Read for OldMac<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(into)?;
        into[..read].iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn texts(bytes: &[u8]) -> Vec<(u64, String)> {
        let lines = even(Cursor::new(bytes.to_vec())).unwrap();
        let components = Components::new(lines, &["VCARD"], None).unwrap();
        components.map(|one| one.map(|one| (one.line, one.text)).unwrap()).collect()
    }

    #[test]
    fn a_line_is_made_whole_before_it_is_decoded() {
        let card = "BEGIN:VCARD\r\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=95\\;=8E=\r\n=52=3B=0D=0A\r\nNOTE:folded\r\n  here\r\nEND:VCARD\r\n";
        let read = texts(format!("junk\r\n{card}").as_bytes());
        let expected = "BEGIN:VCARD\r\nN:表;山\\;\\n\r\nNOTE:folded here\r\nEND:VCARD\r\n";
        assert_eq!(read, [(2, expected.to_owned())]);
    }

    #[test]
    fn a_card_in_any_encoding_and_with_any_line_end_is_the_same() {
        let card = "BEGIN:VCARD\r\nFN:表 太郎\r\nEND:VCARD\r\n";
        let wide: Vec<u8> = format!("\u{feff}{card}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let files = [
            card.as_bytes().to_vec(),
            SHIFT_JIS.encode(card).0.into_owned(),
            card.replace("\r\n", "\r").into_bytes(),
            card.replace("\r\n", "\n").into_bytes(),
            wide,
        ];
        for bytes in files {
            assert_eq!(texts(&bytes), [(1, card.to_owned())], "{bytes:?}");
        }
    }

    #[test]
    fn a_card_within_a_card_belongs_to_it_and_one_cut_short_is_read_as_far_as_it_goes() {
        let read = texts(b"BEGIN:VCARD\nBEGIN:VCARD\nEND:VCARD\nFN:a\nEND:VCARD\nBEGIN:VCARD\nFN:b\n");
        assert_eq!(read.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 6]);
        assert!(read[0].1.contains("FN:a") && read[1].1.contains("FN:b"));
    }
}
