//! A mail as an `.eml` file that any mail program opens: headers by RFC 5322 and 2047, text in base64.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};

use crate::domain::contact::Clearance;
use crate::domain::letter::Letter;

/// Bytes of text in one encoded word of a header, and in one line of the body.
const WORD: usize = 42;
const LINE: usize = 57;

/// The file. It is a draft: nobody is its sender until a mail program says so.
#[must_use]
pub fn eml(letter: &Letter, cleared: &Clearance, at: DateTime<FixedOffset>) -> String {
    let mut file = String::new();
    let _ = write!(file, "To: {}\r\n", address(cleared.address()));
    let _ = write!(file, "Subject: {}\r\n", header(&letter.subject));
    let _ = write!(file, "Date: {}\r\n", at.to_rfc2822());
    file.push_str("X-Unsent: 1\r\nMIME-Version: 1.0\r\n");
    file.push_str("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    let body = letter.body.replace('\n', "\r\n");
    for line in body.as_bytes().chunks(LINE) {
        file.push_str(&base64(line));
        file.push_str("\r\n");
    }
    file
}

/// An address without whatever could end the header.
fn address(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

/// A header's words: plain where they are, else encoded in pieces that are whole characters.
fn header(text: &str) -> String {
    let plain = |c: char| c.is_ascii_graphic() || c == ' ';
    if text.chars().all(plain) && !text.contains("=?") && text.len() <= 200 {
        return text.to_owned();
    }
    let mut words: Vec<String> = vec![String::new()];
    for c in text.chars().filter(|c| !c.is_control()) {
        if words.last().is_some_and(|word| word.len() + c.len_utf8() > WORD) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    let encoded: Vec<String> =
        words.iter().map(|word| format!("=?UTF-8?B?{}?=", base64(word.as_bytes()))).collect();
    encoded.join("\r\n ")
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let all = three.iter().chain([&0; 2]).take(3).fold(0_u32, |all, byte| all << 8 | u32::from(*byte));
        for place in 0..4 {
            let letter = LETTERS[usize::try_from(all >> (18 - 6 * place) & 63).unwrap_or(0)];
            text.push(if place > three.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;
    use crate::domain::contact::may_contact_first;
    use crate::domain::contact_point::{ContactPoint, typed};
    use crate::domain::page::Page;

    fn cleared() -> Clearance {
        let point = ContactPoint { id: Id::mint(2), ..typed("mail", "info@tanaka.example", "JP") };
        may_contact_first(&Page { contact_points: vec![point], ..Page::default() }, None, "mail", 0).unwrap()
    }

    #[test]
    fn a_mail_program_reads_back_what_was_written() {
        let subject = "【田中製作所様】お電話の御礼と次回のご案内について、資料をお送りします";
        let letter = Letter::new(subject, "本日はありがとうございました。\n.\nFrom here");
        let at = DateTime::parse_from_rfc3339("2026-11-28T10:00:00+09:00").unwrap();
        let file = eml(&letter, &cleared(), at);
        let read = mail_parser::MessageParser::default().parse(file.as_bytes()).unwrap();
        assert_eq!(read.subject(), Some(subject));
        assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n"), letter.body);
        assert_eq!(read.to().unwrap().first().unwrap().address(), Some("info@tanaka.example"));
        assert!(file.lines().all(|line| line.len() <= 100), "{file}");
    }

    #[test]
    fn no_subject_ends_its_header() {
        let letter = Letter { subject: "a\r\nBcc: x@y.example".into(), body: "b\n".into() };
        let at = DateTime::parse_from_rfc3339("2026-11-28T10:00:00+09:00").unwrap();
        let file = eml(&letter, &cleared(), at);
        assert!(!file.contains("\nBcc:"), "{file}");
    }
}
