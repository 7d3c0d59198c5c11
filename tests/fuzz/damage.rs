//! What is done to a file: bits flipped, pieces cut, repeated, moved, and words put in that readers trip over.

/// Numbers that look thrown and are the same for the same seed (splitmix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `most`; zero where there is none.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % (most.max(1) as u64)).unwrap_or_default()
    }
}

const WORDS: &[&[u8]] = &[
    b"\"",
    b"\n",
    b"\r",
    b"\0",
    b";",
    b":",
    b",",
    b"\\",
    b"=",
    b"=\r\n",
    b" ",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\x81",
    b"\x1b$B",
    b"BEGIN:VCARD\r\n",
    b"END:VCARD\r\n",
    b"BEGIN:VEVENT\r\n",
    b"END:VEVENT\r\n",
    b"BEGIN:VALARM\r\n",
    b";CHARSET=SHIFT_JIS",
    b";ENCODING=QUOTED-PRINTABLE",
    b";ENCODING=BASE64",
    b"=E5=B1",
    b"DTSTART:99999999T999999Z",
    b"RRULE:FREQ=SECONDLY;COUNT=4294967295",
    b"TZID=Asia/Tokyo",
    b"<row r=\"4294967295\">",
    b"<c r=\"XFD1048576\" t=\"n\"><v>1</v></c>",
    b"<c r=\"ZZZZZZZ99999999999\"><v>1</v></c>",
    b"uniqueCount=\"99999999999\"",
    b"<![CDATA[",
    b"<!--",
    b"&#x110000;",
    b"&amp;",
    b"<v>1e308</v>",
    b"<v>-1</v>",
    b" t=\"s\"",
    b" s=\"99999\"",
    b"<rPh sb=\"0\" eb=\"1\"><t>a</t></rPh>",
    b" table:number-columns-repeated=\"4294967295\"",
    b" table:number-rows-repeated=\"4294967295\"",
    b"<table:table>",
    b"</table:table>",
    b"<text:s text:c=\"4294967295\"/>",
    b"office:value=\"1e400\"",
    b"\xFF\xFF\xFF\xFF",
    b"\0\0\0\0",
    b"\xFE\xFF\xFF\xFF",
    b"{\"",
    b"}",
    b"99999999999999999999",
    b"-",
];

/// Damages some bytes in up to eight ways.
pub(crate) fn damaged(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    for _ in 0..=dice.below(8) {
        let length = bytes.len();
        let at = dice.below(length + 1);
        let to = (at + 1 + dice.below(64)).min(length);
        match dice.below(7) {
            0 if at < length => bytes[at] ^= 1 << dice.below(8),
            1 if at < length => bytes[at] = u8::try_from(dice.below(256)).unwrap_or_default(),
            2 if at < to => drop(bytes.drain(at..to)),
            3 => bytes.truncate(at),
            4 if at < to => {
                let piece = bytes[at..to].repeat(1 + dice.below(200));
                drop(bytes.splice(at..at, piece));
            }
            5 if at < to => {
                let piece = bytes[at..to].to_vec();
                let elsewhere = dice.below(length);
                drop(bytes.splice(elsewhere..elsewhere, piece));
            }
            _ => drop(bytes.splice(at..at, WORDS[dice.below(WORDS.len())].iter().copied())),
        }
    }
    bytes
}
