//! The segment: postings sealed into one immutable file, and read back only when every byte of it
//! has been verified.
//!
//! `SDSYNC01`, header, compressed postings, and a hash over all of it before `SDSYNEND`. The trailer
//! names its length, so that a signature may join the hash one day.

use std::io::Read as _;

use super::header::{HEADER, Header, Kind, LONGEST};
use super::{wire, withdrawn};
use crate::domain::synced::Refused;
use crate::store::{Hash, Posting};

const BEGIN: &[u8; 8] = b"SDSYNC01";
const END: &[u8; 8] = b"SDSYNEND";
/// The hash over everything before it.
const SEAL: u32 = 32;
/// What files of `age` begin with.
const AGE: &[u8] = b"age-encryption.org/";
/// Fast, and within a tenth of the smallest.
const LEVEL: i32 = 3;
/// The largest window a file may ask of us, in powers of two.
const WINDOW: u32 = 23;

/// A file that was verified whole.
#[derive(Debug)]
pub struct Segment {
    /// What it says of itself.
    pub(super) header: Header,
    /// The hash of header and content, whatever compressed it.
    pub id: Hash,
    /// What is in it.
    pub(super) content: Vec<u8>,
}

impl Segment {
    /// Seals postings under a header that tells their number and length.
    pub(super) fn of(header: Header, content: Vec<u8>) -> Self {
        let id = id_of(&header.json(), &content);
        Self { header, id, content }
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let header = self.header.json();
        let packed = zstd::bulk::compress(&self.content, LEVEL).expect("memory takes what it is given");
        let mut bytes = Vec::with_capacity(packed.len() + header.len() + 64);
        bytes.extend_from_slice(BEGIN);
        bytes.extend_from_slice(&u32::try_from(header.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(&packed);
        let seal = blake3::hash(&bytes);
        bytes.extend_from_slice(seal.as_bytes());
        bytes.extend_from_slice(&SEAL.to_le_bytes());
        bytes.extend_from_slice(END);
        bytes
    }

    /// Reads and verifies a file.
    ///
    /// # Errors
    /// Whatever is wrong with it; nothing of it counts then.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        if bytes.starts_with(AGE) {
            return Err(Refused::Locked);
        }
        if !bytes.starts_with(&BEGIN[..bytes.len().min(8)]) {
            return Err(Refused::Foreign);
        }
        let (header, packed) = parts(bytes)?;
        let told = Header::read(header)?;
        let content = decompress(packed, told.bytes)?;
        let text = std::str::from_utf8(header).map_err(|_| Refused::Damaged("its header cannot be read"))?;
        Ok(Self { id: id_of(text, &content), header: told, content })
    }

    /// The postings in it, each verified.
    pub fn postings(&self) -> Result<Vec<Posting>, Refused> {
        let postings = wire::unpack(&self.content, self.header.lines)?;
        let origin = self.header.origin();
        let told = |posting: &Posting| {
            posting.origin == origin && (self.header.lo..=self.header.hi).contains(&posting.n)
        };
        let sound = match self.header.kind {
            Kind::Seg => postings.iter().all(told),
            Kind::Scrub => postings.iter().all(|posting| told(posting) || withdrawn::erases(posting)),
            Kind::Bundle | Kind::Snap | Kind::Unknown => true,
        };
        if !sound {
            return Err(Refused::Damaged("it holds lines that are not its own"));
        }
        Ok(postings)
    }
}

fn id_of(header: &str, content: &[u8]) -> Hash {
    let mut hash = blake3::Hasher::new();
    hash.update(&(header.len() as u64).to_be_bytes()).update(header.as_bytes()).update(content);
    let mut short = Hash::default();
    short.copy_from_slice(&hash.finalize().as_bytes()[..16]);
    short
}

/// Header and compressed content of a file whose seal holds.
fn parts(bytes: &[u8]) -> Result<(&[u8], &[u8]), Refused> {
    let body = bytes.strip_suffix(END).ok_or(Refused::Cut)?;
    let (body, length) = body.split_last_chunk::<4>().ok_or(Refused::Cut)?;
    let trailer = u32::from_le_bytes(*length) as usize;
    let sealed = body.len().checked_sub(trailer).ok_or(Refused::Cut)?;
    let (sealed, trailer) = body.split_at(sealed);
    let seal = trailer.first_chunk::<{ SEAL as usize }>().ok_or(Refused::Cut)?;
    if blake3::hash(sealed).as_bytes() != seal {
        return Err(Refused::Damaged("its seal is broken"));
    }
    if trailer.len() != SEAL as usize {
        return Err(Refused::Newer("a newer version".into()));
    }
    let rest = sealed.strip_prefix(BEGIN).ok_or(Refused::Foreign)?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(Refused::Cut)?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > HEADER || length > rest.len() {
        return Err(Refused::Damaged("its header has no end"));
    }
    Ok(rest.split_at(length))
}

/// Unpacks content that must be as long as the header says, and never more.
fn decompress(packed: &[u8], told: u64) -> Result<Vec<u8>, Refused> {
    let broken = Refused::Damaged("it cannot be unpacked");
    let mut decoder = zstd::stream::Decoder::with_buffer(packed).map_err(|_| broken.clone())?;
    decoder.window_log_max(WINDOW).map_err(|_| broken.clone())?;
    let mut content = Vec::new();
    decoder.take(told.min(LONGEST) + 1).read_to_end(&mut content).map_err(|_| broken)?;
    if content.len() as u64 == told {
        Ok(content)
    } else {
        Err(Refused::Damaged("its length is not what it says"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(n: u64, prev: Hash) -> Posting {
        let mut posting = Posting {
            origin: 7,
            n,
            prev,
            hash: Hash::default(),
            stamp: (1_700_000_000_000 + n) << 16,
            action: [3; 16],
            rep: Some([4; 16]),
            deed: "edit".into(),
            subject: "田中".into(),
            reverts: None,
            body: vec![1, 2, 3],
            stub: false,
        };
        posting.hash = posting.computed();
        posting
    }

    fn sealed() -> (Vec<Posting>, Vec<u8>) {
        let first = posting(1, Hash::default());
        let postings = vec![first.clone(), posting(2, first.hash), posting(5, [9; 16])];
        let content = wire::pack(&postings);
        let header = Header::of(Kind::Seg, 7, &postings, content.len());
        (postings, Segment::of(header, content).bytes())
    }

    fn read(bytes: &[u8]) -> Result<Vec<Posting>, Refused> {
        Segment::read(bytes)?.postings()
    }

    #[test]
    fn postings_come_back_as_they_were_sealed_with_gaps_and_all() {
        let (postings, bytes) = sealed();
        assert_eq!(read(&bytes).unwrap(), postings);
    }

    #[test]
    fn a_file_cut_at_any_byte_or_with_any_bit_flipped_is_refused() {
        let (_, bytes) = sealed();
        for length in 0..bytes.len() {
            assert!(read(&bytes[..length]).is_err(), "{length} bytes");
        }
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(read(&flipped).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_newer_version_s_file_and_a_locked_one_are_left_for_later() {
        let (postings, _) = sealed();
        let content = wire::pack(&postings);
        let mut header = Header::of(Kind::Seg, 7, &postings, content.len());
        header.min_reader += 1;
        let newer = Segment::of(header, content).bytes();
        assert!(read(&newer).unwrap_err().held());
        assert!(read(b"age-encryption.org/v1\n-> X25519").unwrap_err().held());
    }

    #[test]
    fn a_file_that_unpacks_to_more_than_it_says_is_refused() {
        let (postings, _) = sealed();
        let content = wire::pack(&postings);
        let header = Header::of(Kind::Seg, 7, &postings, content.len() - 1);
        assert!(matches!(read(&Segment::of(header, content).bytes()), Err(Refused::Damaged(_))));
    }
}
