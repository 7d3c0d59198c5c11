//! The second half of a sync: what this desk wrote is sealed, small files are folded, and what the
//! place lacks is written into it.

use super::fold;
use super::keep::stands_for;
use super::run::{Options, Sync, known_file};
use super::seal::{self, Sealer};
use super::withdrawn;
use crate::exchange::bring_in::Watch;
use crate::exchange::error::Error;
use crate::store::{self, Desk, Sealed};

impl Sync {
    /// Seals and folds what is this desk's, and publishes what the place lacks.
    pub(super) fn publish_all(
        &mut self,
        desk: &mut Desk,
        options: &Options,
        watch: &mut Watch<'_>,
    ) -> Result<(), Error> {
        let team = self.team.id.clone();
        let rep = desk.rep_name(desk.rep())?;
        let sealer = Sealer { team: &team, rep: &rep };
        sealer.seal_rest(desk, self.now)?;
        withdrawn::reissue(desk, &sealer)?;
        self.synced.folded = fold::fold(desk, &sealer, self.now, options.compact)?;
        if options.relay {
            sealer.seal_others(desk)?;
        }
        let segments = desk.segments()?;
        self.synced.withdrawn += withdrawn::take_away(&mut self.folder, &segments)?;
        let here = self.states_here(desk)?;
        let told = |sealed: &&Sealed| (sealed.ours || options.relay) && !sealed.withdrawn;
        let spared = |sealed: &Sealed| sealed.dropped && here.iter().any(|state| stands_for(state, sealed));
        for sealed in fold::standing(segments).iter().filter(told).filter(|sealed| !spared(sealed)) {
            if (watch.stop)() {
                return Err(Error::Store(store::Error::Cancelled));
            }
            self.publish(desk, sealed)?;
        }
        Ok(())
    }

    /// Writes a segment that the place lacks, or has a spoilt file of.
    fn publish(&mut self, desk: &mut Desk, sealed: &Sealed) -> Result<(), Error> {
        let spoilt = self.synced.is_spoilt(&sealed.name);
        if self.folder.files.contains_key(&sealed.name) && !spoilt {
            return Ok(());
        }
        let Some(bytes) = seal::file_of(desk, sealed)? else {
            // Sealed anew by the next run that carries it.
            return if sealed.ours { Ok(()) } else { Ok(desk.forget_segment(&sealed.id)?) };
        };
        if spoilt {
            self.folder.remove(&sealed.name)?;
            self.synced.made_good(&sealed.name);
        }
        let bytes = self.door.closed(bytes)?;
        if let Some(listed) = self.folder.publish(&sealed.name, &bytes)? {
            desk.note_file(&known_file(&sealed.name, listed))?;
        }
        self.synced.published += 1;
        self.synced.relayed += usize::from(!sealed.ours);
        Ok(())
    }
}
