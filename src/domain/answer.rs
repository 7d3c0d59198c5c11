//! The answer: what a customer, or somebody there, said to a question of a questionnaire.
//!
//! A half-filled questionnaire is its answers so far; asked again once it is full, a new round begins.

use super::record::{GONE, filled, record};
use super::{Id, Noun, Value, Write};

record! {
    /// An answer. Its id is the hash of whose it is, the question and the round.
    Answer in field {
        /// The customer.
        1 customer: Ref,
        /// Who there answered, where that is known.
        2 person: Ref,
        /// The question.
        3 question: Ref,
        /// The words of what was chosen; of several, one a line.
        4 choice: Long,
        /// What was said in words.
        5 text: Long,
        /// The figure, or 1 for yes and 0 for no.
        6 score: Int,
        /// When.
        7 at: Moment,
        /// Minutes east of UTC where that was.
        8 zone: Int,
        /// Who asked.
        9 rep: Ref,
        /// The how-manieth time the questionnaire is answered, from 1.
        10 round: Int,
    }
}

impl Answer {
    /// The answer of that customer to that question in that round, nothing said yet.
    #[must_use]
    pub fn of(customer: Id, question: Id, round: i64) -> Self {
        let parts: [&[u8]; 4] = [b"answer", customer.as_bytes(), question.as_bytes(), &round.to_be_bytes()];
        Self {
            id: Id::of_parts(&parts),
            customer: Some(customer),
            question: Some(question),
            round: Some(round),
            ..Self::default()
        }
    }

    /// The write that has it there as it says and no more, also after it was deleted.
    #[must_use]
    pub fn put_there(&self) -> Write {
        let mut fields: Vec<(u16, Value)> =
            [GONE, field::choice, field::text, field::score].map(|code| (code, Value::Null)).into();
        fields.retain(|(code, _)| filled(self).all(|(filled, _)| filled != *code));
        fields.extend(filled(self));
        fields.sort_by_key(|(code, _)| *code);
        Write { noun: Noun::Answer, id: self.id, new: false, fields }
    }
}
