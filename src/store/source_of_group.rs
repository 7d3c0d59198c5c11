//! What a search must know of a group: all that each member can be found by, under the face.

use super::Result;
use super::group;
use super::open::Desk;
use super::source::{ANYBODY, Blocked, of_one};
use crate::domain::customer::Customer;
use crate::search::{Held, Named, Source};

impl Desk {
    /// Makes the source of each face that of its whole group.
    pub(super) fn unite(&self, sources: &mut [Source], blocked: &Blocked) -> Result<()> {
        if !group::any(&self.conn)? {
            return Ok(());
        }
        for source in sources {
            let members = group::members(&self.conn, source.id)?;
            if members.len() > 1 {
                let mut parts = Vec::with_capacity(members.len());
                for member in &members {
                    parts.extend(of_one(&self.conn, *member, blocked, ANYBODY)?);
                }
                let page = self.page(source.id, 0)?.unwrap_or_default();
                *source =
                    Source { blocked_until: page.blocked_until(), ..united(source, &page.customer, parts) };
            }
        }
        Ok(())
    }
}

/// What a group can be found by: all that each of its members can, ranked and owned as `whole` is.
fn united(face: &Source, whole: &Customer, parts: Vec<Source>) -> Source {
    let mut all = Source {
        id: face.id,
        name: whole.name.clone(),
        kana: whole.kana.clone(),
        kind: whole.kind.clone(),
        rank: whole.rank.clone(),
        lifecycle: whole.lifecycle.clone(),
        owner: whole.owner,
        next_at: face.next_at,
        held: Held::of_customer(whole).collect(),
        ..Source::default()
    };
    for part in parts {
        all.others.push(Named { name: part.name, kana: part.kana });
        all.people.extend(part.people);
        all.numbers.extend(part.numbers);
        all.mails.extend(part.mails);
        all.codes.extend(part.codes);
        all.places.extend(part.places);
        all.tags.extend(part.tags);
        all.notes.extend(part.notes);
        all.stages.extend(part.stages);
        all.held.extend(part.held.into_iter().filter(|held| !held.is_of_customer()));
        all.last_at = all.last_at.max(part.last_at);
    }
    all.others.retain(|other| (&other.name, &other.kana) != (&all.name, &all.kana));
    all.tags.sort_unstable();
    all.tags.dedup();
    all
}
