//! The terms of the signature: which pieces of a field are written down, and which of them a needle
//! must find there.
//!
//! Pieces are hashed; two that meet by chance cost a look at a leaf in vain and nothing else.

/// How a piece stands in its field.
#[derive(Clone, Copy)]
enum Shape {
    /// The beginning of the field.
    Start = 1,
    /// The beginning of a later word.
    Later,
    /// The end of the first word, and how long that is.
    End,
    /// Anywhere.
    Gram,
    /// The whole field.
    Whole,
    /// No text: a call to the customer is blocked, now or at some time.
    Blocked,
}

/// A hashed piece and how it stands.
pub(super) type Term = u32;

fn term(shape: Shape, piece: &[u8]) -> Term {
    hashed(shape as u64, piece)
}

/// The term of a first word that ends so and is so many characters long: with its beginning hardly
/// any other word has it.
fn end(piece: &[u8], long: usize) -> Term {
    hashed(Shape::End as u64 ^ (long as u64) << 32, piece)
}

fn hashed(seed: u64, piece: &[u8]) -> Term {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = seed ^ (piece.len() as u64) << 8;
    for chunk in piece.chunks(8) {
        let mut eight = [0; 8];
        eight[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(25) ^ u64::from_le_bytes(eight)).wrapping_mul(ODD);
        hash ^= hash >> 29;
    }
    let [.., a, b, c, d] = hash.wrapping_mul(ODD).to_le_bytes();
    Term::from_le_bytes([a, b, c, d])
}

/// The term of a field that only filters ask for.
pub(super) fn whole(text: &[u8]) -> Term {
    term(Shape::Whole, text)
}

/// The term of customers whom a block covers.
pub(super) fn blocked() -> Term {
    term(Shape::Blocked, b"")
}

/// Text cut into characters.
#[derive(Default)]
pub(super) struct Cut {
    /// Where each character begins, and where the last one ends.
    at: Vec<usize>,
}

impl Cut {
    fn of(&mut self, text: &[u8]) {
        self.at.clear();
        self.at.extend((0..text.len()).filter(|&at| text[at] & 0xc0 != 0x80));
        self.at.push(text.len());
    }

    const fn len(&self) -> usize {
        self.at.len() - 1
    }

    fn piece<'t>(&self, text: &'t [u8], from: usize, to: usize) -> &'t [u8] {
        &text[self.at[from]..self.at[to]]
    }

    /// The longest stem at a character: four characters, or two where they are not all ASCII.
    fn stem(&self, text: &[u8], from: usize) -> usize {
        let room = self.len() - from;
        let ascii = |count: usize| room >= count && self.piece(text, from, from + count).is_ascii();
        (3..=4).rev().find(|&count| ascii(count)).unwrap_or(room.min(2))
    }

    /// Calls `take` with the terms of a field.
    pub(super) fn field(&mut self, text: &[u8], mut take: impl FnMut(Term)) {
        self.of(text);
        let len = self.len();
        let space = |n: usize| text[self.at[n]] == b' ';
        let first_word = (0..len).find(|&n| space(n)).unwrap_or(len);
        if first_word > 0 {
            take(end(self.piece(text, first_word.saturating_sub(2), first_word), first_word));
        }
        for n in 0..len {
            if space(n) {
                continue;
            }
            let shape = if n == 0 { Some(Shape::Start) } else { Some(Shape::Later).filter(|_| space(n - 1)) };
            if let Some(shape) = shape {
                (1..=self.stem(text, n)).for_each(|long| take(term(shape, self.piece(text, n, n + long))));
            }
            (1..=self.gram(text, n)).for_each(|long| take(term(Shape::Gram, self.piece(text, n, n + long))));
        }
    }

    /// How long the longest gram at a character is: no space in it; three or four only where
    /// all is ASCII.
    fn gram(&self, text: &[u8], from: usize) -> usize {
        let room = self.len() - from;
        let fits = |count: usize| {
            let piece = || self.piece(text, from, from + count);
            room >= count && !piece().contains(&b' ') && (count < 3 || piece().is_ascii())
        };
        (2..=4).take_while(|&count| fits(count)).last().unwrap_or(1)
    }
}

/// The terms a field must have for a needle to stand in it.
pub(super) struct Wanted {
    /// Wherever it stands.
    pub(super) grams: Vec<Term>,
    /// Where the field begins with it.
    pub(super) start: Term,
    /// Where a later word begins with it.
    pub(super) later: Term,
    /// Where besides that the first word ends with it; nothing for a needle of several words.
    pub(super) end: Option<Term>,
}

impl Wanted {
    /// What a needle wants; it is not empty and does not begin with a space.
    pub(super) fn by(needle: &[u8]) -> Self {
        let mut cut = Cut::default();
        cut.of(needle);
        let len = cut.len();
        let stem = cut.piece(needle, 0, cut.stem(needle, 0));
        let gram = |from: usize, long: usize| term(Shape::Gram, cut.piece(needle, from, from + long));
        // A gram within the one before it says nothing new.
        let mut grams = Vec::new();
        let mut told = 0;
        for n in (0..len).filter(|&n| needle[cut.at[n]] != b' ') {
            let long = cut.gram(needle, n);
            if n + long > told {
                grams.push(gram(n, long));
                told = n + long;
            }
        }
        Self {
            grams,
            start: term(Shape::Start, stem),
            later: term(Shape::Later, stem),
            end: (!needle.contains(&b' ')).then(|| end(cut.piece(needle, len.saturating_sub(2), len), len)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_field_has_every_term_a_needle_in_it_wants(
            field in "[ab田中か]( ?[ab田中か]){0,8}",
            from in 0_usize..8,
            long in 1_usize..7,
        ) {
            let chars: Vec<char> = field.chars().collect();
            let from = from % chars.len();
            let needle: String = chars[from..].iter().take(long).collect();
            prop_assume!(!needle.starts_with(' ') && !needle.ends_with(' '));
            let mut has = HashSet::new();
            Cut::default().field(field.as_bytes(), |term| {
                has.insert(term);
            });
            let wanted = Wanted::by(needle.as_bytes());
            prop_assert!(wanted.grams.iter().all(|gram| has.contains(gram)));
            let after = chars.get(from + needle.chars().count());
            let ends = after.is_none_or(|c| *c == ' ');
            if from == 0 {
                prop_assert!(has.contains(&wanted.start));
                prop_assert!(!ends || wanted.end.is_none_or(|end| has.contains(&end)));
            } else if chars[from - 1] == ' ' {
                prop_assert!(has.contains(&wanted.later));
            }
        }
    }
}
