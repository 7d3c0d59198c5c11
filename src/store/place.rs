//! Where a book may lie: on a local disk, under one name, in no folder that another program
//! copies about. Only looks; what it refuses is left as it is.
//!
//! A link to the book is followed first: the log lies beside the file itself, so that place counts.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::Result;
use crate::domain::Trouble;

/// Types of mounted file systems that are somewhere else. Those of FUSE begin with `fuse.`.
const ELSEWHERE: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "glusterfs",
    "lustre",
    "davfs",
    "vboxsf",
    "sshfs",
    "rclone",
    "s3fs",
    "davfs2",
    "gvfsd-fuse",
    "gvfs-fuse-daemon",
    "curlftpfs",
    "goofys",
    "gcsfuse",
    "ceph-fuse",
    "smbnetfs",
    "simple-mtpfs",
    "jmtpfs",
    "onedriver",
    "google-drive-ocamlfuse",
    "mountpoint-s3",
    "juicefs",
    "blobfuse2",
    "prl_fs",
    "vmhgfs-fuse",
    "kio-fuse",
    "portal",
];

/// `statfs` magic numbers of the same, where no list of mounts can be read; from `linux/magic.h`.
#[cfg(target_os = "linux")]
const NUMBERS: &[(u64, &str)] =
    &[(0x6969, "nfs"), (0x517b, "smb"), (0xff53_4d42, "cifs"), (0xfe53_4d42, "smb3"), (0x0102_1997, "9p")];

/// What a synchroniser leaves in a folder it owns, and which it is.
const MARKS: &[(&str, &str)] = &[
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.driveupload", "Google Drive"),
    (".owncloudsync.log", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
];

/// The file itself, behind any link; where there is none yet, where it would be.
#[must_use]
pub(super) fn real(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (whole.parent(), whole.file_name()) {
        (Some(folder), Some(name)) => real(folder).join(name),
        _ => whole,
    }
}

/// Refuses a place where a book would come to harm.
pub(super) fn judge(path: &Path) -> Result<()> {
    if fs::symlink_metadata(path).is_ok_and(|file| file.is_symlink()) && !path.exists() {
        return Err(super::open::refused(path, &"is a link to nothing; name the file itself"));
    }
    let real = real(path);
    let named = || path.display().to_string();
    if let Some(kind) = network(&real) {
        return Err(Trouble::Network { path: named(), kind }.into());
    }
    if let Some((by, mark)) = synchroniser(&real, std::env::home_dir().as_deref()) {
        return Err(Trouble::Synchronised { path: named(), by, mark: mark.display().to_string() }.into());
    }
    match fs::metadata(&real) {
        Ok(file) if file.is_file() && file.nlink() > 1 => {
            Err(Trouble::Linked { path: named(), names: file.nlink() }.into())
        }
        _ => Ok(()),
    }
}

/// The type of the file system, where it is somewhere else.
fn network(real: &Path) -> Option<String> {
    file_system(real).filter(|kind| {
        let plain = kind.strip_prefix("fuse.").unwrap_or(kind);
        ELSEWHERE.contains(&plain) || plain.starts_with("gvfs") || plain == "smb"
    })
}

/// The type of the file system a file lies on, where that can be told.
pub(super) fn file_system(real: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    mount_of(&mounts, real).map(|mount| mount.kind).or_else(|| by_number(real))
}

#[cfg(target_os = "linux")]
fn by_number(real: &Path) -> Option<String> {
    let stat = real.ancestors().find_map(|place| rustix::fs::statfs(place).ok())?;
    let magic = u64::from_ne_bytes(stat.f_type.to_ne_bytes()) & 0xffff_ffff;
    NUMBERS.iter().find(|(known, _)| *known == magic).map(|(_, kind)| (*kind).to_owned())
}

#[cfg(not(target_os = "linux"))]
fn by_number(_real: &Path) -> Option<String> {
    None
}

/// A mounted file system.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mount {
    /// Its type.
    pub(super) kind: String,
    /// What is mounted.
    pub(super) source: String,
    /// The device's numbers, `8:1`.
    pub(super) device: String,
}

/// The mount a file lies on: the deepest, and of several at one place the last.
pub(super) fn mount_of(mountinfo: &str, real: &Path) -> Option<Mount> {
    let mut found: Option<(usize, Mount)> = None;
    for line in mountinfo.lines() {
        let Some((place, rest)) = line.split_once(" - ") else { continue };
        let (mut place, mut rest) = (place.split(' '), rest.split(' '));
        let (Some(device), Some(point)) = (place.nth(2), place.nth(1)) else { continue };
        let (Some(kind), Some(source)) = (rest.next(), rest.next()) else { continue };
        let point = PathBuf::from(plain(point));
        let depth = point.components().count();
        if real.starts_with(&point) && found.as_ref().is_none_or(|(known, _)| depth >= *known) {
            let mount = Mount { kind: kind.into(), source: plain(source), device: device.into() };
            found = Some((depth, mount));
        }
    }
    found.map(|(_, mount)| mount)
}

/// A name as the kernel writes it, with its blanks back.
fn plain(name: &str) -> String {
    name.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
}

/// Whose folder the file lies in, and what shows it; looked for upward as far as `home`.
fn synchroniser(real: &Path, home: Option<&Path>) -> Option<(String, PathBuf)> {
    let folder = real.parent()?;
    for place in folder.ancestors() {
        let at_home = Some(place) == home;
        for (mark, by) in MARKS {
            // In a home of one's own this folder only holds Dropbox's settings.
            let settings = at_home && *mark != ".stfolder";
            if !settings && place.join(mark).exists() {
                return Some(((*by).to_owned(), place.join(mark)));
            }
        }
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        if name == "OneDrive" || name.starts_with("OneDrive - ") {
            return Some(("OneDrive".to_owned(), place.to_owned()));
        }
        if name == "com~apple~CloudDocs" || name == "iCloud Drive" || name == "iCloudDrive" {
            return Some(("iCloud".to_owned(), place.to_owned()));
        }
        if at_home {
            break;
        }
    }
    None
}

/// Takes a folder of our own away from others; says what it was open to, if it was.
pub fn close_folder(folder: &Path) -> Option<u32> {
    close(folder, 0o700)
}

/// Takes rights away until only `mode` is left; says what they were, if there were more.
pub(super) fn close(path: &Path, mode: u32) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    let was = fs::metadata(path).ok()?.permissions().mode() & 0o777;
    if was & !mode == 0 {
        return None;
    }
    fs::set_permissions(path, fs::Permissions::from_mode(was & mode)).ok()?;
    Some(was)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
31 22 0:44 / /home/me/far rw,nosuid - fuse.sshfs me@host:/ rw,user_id=0
32 22 253:2 / /mnt/my\\040disk rw - xfs /dev/mapper/x rw
";

    #[test]
    fn a_file_lies_on_the_deepest_mount_above_it() {
        let kind = |path: &str| mount_of(MOUNTS, Path::new(path)).unwrap().kind;
        assert_eq!(kind("/home/me/book.db"), "ext4");
        assert_eq!(kind("/home/me/far/book.db"), "fuse.sshfs");
        assert_eq!(kind("/home/me/farther/book.db"), "ext4");
        let spaced = mount_of(MOUNTS, Path::new("/mnt/my disk/book.db")).unwrap();
        assert_eq!((spaced.kind.as_str(), spaced.device.as_str()), ("xfs", "253:2"));
    }

    #[test]
    fn a_folder_that_another_program_synchronises_is_known_by_its_marks() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        let book = home.join("work/desk/book.db");
        fs::create_dir_all(book.parent().unwrap()).unwrap();
        fs::create_dir(home.join(".dropbox")).unwrap();
        fs::create_dir(folder.path().join(".stfolder")).unwrap();
        assert_eq!(synchroniser(&book, Some(&home)), None);
        for (mark, by) in [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox")] {
            let mark = home.join("work").join(mark);
            fs::create_dir(&mark).unwrap();
            assert_eq!(synchroniser(&book, Some(&home)), Some((by.to_owned(), mark.clone())));
            fs::remove_dir(mark).unwrap();
        }
        let cloud = home.join("OneDrive - Acme/book.db");
        assert_eq!(synchroniser(&cloud, Some(&home)).unwrap().0, "OneDrive");
    }
}
