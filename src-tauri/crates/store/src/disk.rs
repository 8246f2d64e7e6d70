//! What differs between operating systems and disks: the only module with such code.

use std::fs::File;
use std::io;
use std::path::Path;

/// Makes a file's content durable.
pub(crate) fn sync_file(path: &Path) -> io::Result<()> {
    // Windows flushes only through a handle that may write.
    File::options().write(true).open(path)?.sync_all()
}

/// Makes the names in a folder durable after a rename. Windows journals them by itself.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes the names in a folder durable after a rename. Windows journals them by itself.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// The folder that holds `path`; "." for a bare file name.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Whether `folder` surely lies on a disk of this machine. SQLite's write-ahead log needs memory shared
/// by all processes that use the file, which network drives do not give
/// (<https://sqlite.org/wal.html>). In doubt the answer is no: the rollback journal works everywhere.
#[cfg(target_os = "linux")]
pub(crate) fn is_local(folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else {
        return false;
    };
    std::fs::read_to_string("/proc/self/mountinfo")
        .ok()
        .and_then(|mounts| filesystem_of(&folder, &mounts).map(is_local_filesystem))
        .unwrap_or(false)
}

/// Whether `folder` surely lies on a disk of this machine; a mapped drive letter resolves to its UNC path.
#[cfg(windows)]
pub(crate) fn is_local(folder: &Path) -> bool {
    use std::path::{Component, Prefix};
    let Ok(folder) = folder.canonicalize() else {
        return false;
    };
    matches!(
        folder.components().next(),
        Some(Component::Prefix(prefix))
            if matches!(prefix.kind(), Prefix::Disk(_) | Prefix::VerbatimDisk(_))
    )
}

/// Whether `folder` surely lies on a disk of this machine: unknown here, so no.
#[cfg(not(any(target_os = "linux", windows)))]
pub(crate) fn is_local(_folder: &Path) -> bool {
    false
}

/// The file system type of the innermost mount that holds `path`, from the text of `mountinfo` (proc(5)).
#[cfg(target_os = "linux")]
fn filesystem_of<'m>(path: &Path, mounts: &'m str) -> Option<&'m str> {
    mounts
        .lines()
        .filter_map(|line| {
            let (mount, filesystem) = line.split_once(" - ")?;
            let point = unescape(mount.split(' ').nth(4)?);
            let kind = filesystem.split(' ').next()?;
            path.starts_with(&point).then(|| (Path::new(&point).components().count(), kind))
        })
        // Of several mounts on one point the last one is on top; `max_by_key` takes the last.
        .max_by_key(|(depth, _)| *depth)
        .map(|(_, kind)| kind)
}

/// Undoes the octal escapes of space, tab, newline and backslash in a mount point.
#[cfg(target_os = "linux")]
fn unescape(point: &str) -> String {
    point.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
}

/// File systems whose shared memory works between the processes of one machine.
#[cfg(target_os = "linux")]
fn is_local_filesystem(kind: &str) -> bool {
    matches!(
        kind,
        "ext2"
            | "ext3"
            | "ext4"
            | "xfs"
            | "btrfs"
            | "zfs"
            | "f2fs"
            | "bcachefs"
            | "jfs"
            | "reiserfs"
            | "tmpfs"
            | "ramfs"
            | "overlay"
            | "ecryptfs"
            | "vfat"
            | "exfat"
            | "ntfs"
            | "ntfs3"
            | "fuseblk"
    )
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home rw - nfs4 server.example:/home rw
31 30 8:2 / /home/anna/Lokale\\040Daten rw - xfs /dev/sdb1 rw
32 22 0:41 / /media/schule rw - cifs //server.example/schule rw
33 22 0:42 / /mnt/fern rw - fuse.sshfs anna@server.example: rw
";

    fn local(path: &str) -> bool {
        filesystem_of(Path::new(path), MOUNTS).is_some_and(is_local_filesystem)
    }

    #[test]
    fn a_home_folder_on_a_school_server_is_not_local() {
        assert!(!local("/home/anna/.local/share/artikel30"));
        assert!(!local("/media/schule/vvt"));
        assert!(!local("/mnt/fern"));
    }

    #[test]
    fn the_innermost_mount_decides() {
        assert!(local("/var/lib"));
        assert!(local("/home/anna/Lokale Daten/vvt"));
        assert!(local("/homework"), "a mount point is a folder, not a prefix of a name");
    }
}
