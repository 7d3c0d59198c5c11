//! Turns a file's bytes into UTF-8 with plain line ends, chunk by chunk, for the table reader.
//!
//! Byte order marks at the beginning go, however many there are; CR LF and CR become LF, within
//! cells too. A character that cannot be decoded is an error that names its line.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};

use super::encoding::name;
use crate::exchange::error::Error;

const CHUNK: usize = 64 * 1024;

/// A reader of decoded text.
pub struct Text<R> {
    bytes: R,
    encoding: &'static Encoding,
    decoder: Decoder,
    raw: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    line: u64,
    begun: bool,
    after_cr: bool,
    ended: bool,
}

impl<R: Read> Text<R> {
    /// Decodes `bytes` as `encoding`.
    pub fn new(bytes: R, encoding: &'static Encoding) -> Self {
        Self {
            bytes,
            encoding,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: vec![0; CHUNK],
            out: Vec::new(),
            at: 0,
            line: 1,
            begun: false,
            after_cr: false,
            ended: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let read = self.bytes.read(&mut self.raw)?;
        self.ended = read == 0;
        let room = self.decoder.max_utf8_buffer_length_without_replacement(read).unwrap_or(CHUNK * 4);
        self.out.resize(room, 0);
        let (result, _, written) =
            self.decoder.decode_to_utf8_without_replacement(&self.raw[..read], &mut self.out, self.ended);
        self.out.truncate(written);
        self.at = 0;
        self.drop_marks();
        self.even_line_ends();
        self.line += memchr::memchr_iter(b'\n', &self.out).count() as u64;
        match result {
            DecoderResult::Malformed(..) => {
                Err(Error::Undecodable { line: self.line, encoding: name(self.encoding) }.into())
            }
            DecoderResult::InputEmpty | DecoderResult::OutputFull => Ok(()),
        }
    }

    fn drop_marks(&mut self) {
        while !self.begun && self.out[self.at..].starts_with("\u{feff}".as_bytes()) {
            self.at += '\u{feff}'.len_utf8();
        }
        self.begun = self.begun || self.at < self.out.len();
    }

    fn even_line_ends(&mut self) {
        if !self.after_cr && memchr::memchr(b'\r', &self.out).is_none() {
            return;
        }
        let mut after_cr = self.after_cr;
        let mut even = Vec::with_capacity(self.out.len());
        for &byte in &self.out[self.at..] {
            match byte {
                b'\n' if after_cr => {}
                b'\r' => even.push(b'\n'),
                other => even.push(other),
            }
            after_cr = byte == b'\r';
        }
        self.after_cr = after_cr;
        self.out = even;
        self.at = 0;
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.out.len() && !self.ended {
            self.fill()?;
        }
        let read = (&self.out[self.at..]).read(into)?;
        self.at += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{SHIFT_JIS, UTF_8, UTF_16LE};
    use proptest::prelude::*;

    use super::*;

    /// Gives one byte at a time, so that every border falls between chunks once.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let take = into.len().min(1);
            self.0.read(&mut into[..take])
        }
    }

    fn read(bytes: &[u8], encoding: &'static Encoding) -> io::Result<String> {
        let mut out = String::new();
        Text::new(Drip(bytes), encoding).read_to_string(&mut out)?;
        Ok(out)
    }

    #[test]
    fn marks_go_and_line_ends_become_even_wherever_chunks_break() {
        let text = "\u{feff}\u{feff}a,b\r\n1,\"x\ry\"\n\r\n\u{feff}2\r";
        assert_eq!(read(text.as_bytes(), UTF_8).unwrap(), "a,b\n1,\"x\ny\"\n\n\u{feff}2\n");
        let wide: Vec<u8> = "\u{feff}名\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide, UTF_16LE).unwrap(), "名\n");
    }

    #[test]
    fn a_broken_character_names_its_line() {
        let error = read(b"a\r\nb\r\n\x81", SHIFT_JIS).unwrap_err();
        let ours = Error::io("reading")(error);
        assert!(matches!(ours, Error::Undecodable { line: 3, encoding: "CP932" }), "{ours}");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            for encoding in [UTF_8, SHIFT_JIS, UTF_16LE] {
                let _ = read(&bytes, encoding);
            }
        }
    }
}
