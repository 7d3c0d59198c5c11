//! One hash of everything a desk would tell another: equal on equal desks.
//!
//! Over the values of live records in the order of nouns and ids. Stamps, local numbers and
//! derived columns stay out, so taking a change back brings the digest back too; so do reps of
//! whom no live record tells, such as whoever sits at a desk and has done nothing yet.

use std::collections::HashSet;

use super::Result;
use super::open::Desk;
use crate::domain::record::GONE;
use crate::domain::{Id, Noun, Value};

/// The fields that name a rep. Reps come last among the nouns, so all are known by then.
const NAMES_A_REP: &[&str] = &["rep", "owner"];

impl Desk {
    /// The digest, in hex.
    pub fn digest(&self) -> Result<String> {
        let mut hash = blake3::Hasher::new();
        let mut reps = HashSet::new();
        for noun in Noun::ALL {
            self.each(*noun, |id, values| {
                let told = || noun.fields().iter().zip(values).filter(|(_, value)| !value.is_null());
                let live = told().next().is_some() && !told().any(|(field, _)| field.code == GONE);
                if !live || (*noun == Noun::Rep && !reps.contains(&id)) {
                    return Ok(());
                }
                hash.update(&[noun.code()]).update(id.as_bytes());
                for (field, value) in told() {
                    hash.update(&field.code.to_le_bytes());
                    update(&mut hash, value);
                    if let (true, Value::Ref(rep)) = (NAMES_A_REP.contains(&field.name), value) {
                        reps.insert(Id::from_bytes(*rep));
                    }
                }
                Ok(())
            })?;
        }
        Ok(hash.finalize().to_hex().to_string())
    }
}

fn update(hash: &mut blake3::Hasher, value: &Value) {
    match value {
        Value::Null => hash.update(&[0]),
        Value::Int(number) => hash.update(&[1]).update(&number.to_le_bytes()),
        Value::Text(text) => {
            hash.update(&[2]).update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes())
        }
        Value::Ref(bytes) => hash.update(&[3]).update(bytes),
    };
}
