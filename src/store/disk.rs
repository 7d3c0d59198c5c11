//! How the disk under a book looks, as far as anybody may ask: its kind, its room, whether the
//! volume is encrypted, and who may read the file. For `doctor`; changes nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::place;

/// What is known of the place a book lies at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disk {
    /// The type of the file system; empty where it cannot be told.
    pub kind: String,
    /// How it is encrypted; nothing where that cannot be told.
    pub encrypted: Option<String>,
    /// Bytes that may still be written; nothing where that cannot be told.
    pub free: Option<u64>,
    /// The rights on the file.
    pub file_mode: u32,
    /// The rights on its folder.
    pub folder_mode: u32,
}

impl Disk {
    /// Looks at the place of a book.
    #[must_use]
    pub fn of(book: &Path) -> Self {
        let real = place::real(book);
        let mode = |path: &Path| fs::metadata(path).map_or(0, |file| file.permissions().mode() & 0o7777);
        Self {
            kind: place::file_system(&real).unwrap_or_default(),
            encrypted: encrypted(&real),
            free: free(&real),
            file_mode: mode(&real),
            folder_mode: real.parent().map_or(0, mode),
        }
    }
}

/// Bytes that may still be written to the disk a path lies on.
pub(super) fn free(path: &Path) -> Option<u64> {
    let stat = path.ancestors().find_map(|place| rustix::fs::statvfs(place).ok())?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize))
}

fn encrypted(real: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    let mount = place::mount_of(&mounts, real)?;
    let plain = mount.kind.strip_prefix("fuse.").unwrap_or(&mount.kind);
    if ["ecryptfs", "gocryptfs", "encfs", "cryfs", "securefs"].contains(&plain) {
        return Some(plain.to_owned());
    }
    volume(&Path::new("/sys/dev/block").join(mount.device), 0)
}

/// How a block device, or one below it, is encrypted.
fn volume(device: &Path, depth: usize) -> Option<String> {
    /// Deeper than anybody stacks volumes.
    const DEEPEST: usize = 8;
    let uuid = fs::read_to_string(device.join("dm/uuid")).unwrap_or_default();
    if let Some(rest) = uuid.trim().strip_prefix("CRYPT-") {
        return Some(rest.split('-').next().unwrap_or("dm-crypt").to_owned());
    }
    if depth == DEEPEST {
        return None;
    }
    let below = fs::read_dir(device.join("slaves")).ok()?;
    below.filter_map(Result::ok).find_map(|slave| volume(&slave.path(), depth + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encrypted_volume_is_found_below_others() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("slaves/dm-1/dm");
        fs::create_dir_all(&inner).unwrap();
        assert_eq!(volume(folder.path(), 0), None);
        fs::write(inner.join("uuid"), "CRYPT-LUKS2-0123-luks\n").unwrap();
        assert_eq!(volume(folder.path(), 0), Some("LUKS2".to_owned()));
    }
}
