//! What only some systems can: the one place with calls of Linux and Unix, each with its fallback for the others.

use std::io;
use std::path::Path;

pub(super) use imp::{exchange, flush, is_mount_point, move_in};

#[cfg(target_os = "linux")]
mod imp {
    use super::*;
    use rustix::fs::{AtFlags, CWD, RenameFlags, StatxAttributes, StatxFlags};

    /// Exchanges two folders in one step; both must exist.
    pub(in super::super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
        Ok(rustix::fs::renameat_with(
            CWD,
            one,
            CWD,
            other,
            RenameFlags::EXCHANGE,
        )?)
    }

    /// Renames a folder to a name that is free.
    pub(in super::super) fn move_in(from: &Path, to: &Path) -> io::Result<()> {
        match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // The file system doesn't know the flag. A plain rename spares a folder that is not empty, too.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => {
                super::super::disk::rename(from, to)
            }
            other => Ok(other?),
        }
    }

    /// Brings everything of the file system that holds a folder to the disk; false where that can't be asked.
    pub(in super::super) fn flush(folder: &Path) -> io::Result<bool> {
        match rustix::fs::syncfs(std::fs::File::open(folder)?) {
            Err(rustix::io::Errno::NOSYS | rustix::io::Errno::INVAL) => Ok(false),
            other => Ok(other.map(|()| true)?),
        }
    }

    /// Something is mounted at the folder, so that it can't be renamed; false if unknown.
    pub(in super::super) fn is_mount_point(folder: &Path) -> bool {
        rustix::fs::statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS)
            .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    use super::*;

    /// Not here: the caller renames twice.
    pub(in super::super) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }

    /// Renames a folder to a name that is free.
    pub(in super::super) fn move_in(from: &Path, to: &Path) -> io::Result<()> {
        super::super::disk::rename(from, to)
    }

    /// Not here: the caller brings each file to the disk.
    pub(in super::super) fn flush(_folder: &Path) -> io::Result<bool> {
        Ok(false)
    }

    /// Unknown here: the rename will tell.
    pub(in super::super) fn is_mount_point(_folder: &Path) -> bool {
        false
    }
}

/// Brings a folder's names to the disk, where folders can be opened.
pub(super) fn flush_names(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        std::fs::File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// Makes a symbolic link.
#[cfg(unix)]
pub(super) fn symlink(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

/// Makes no symbolic link: elsewhere that needs to know what it leads to, and often a privilege.
#[cfg(not(unix))]
pub(super) fn symlink(_target: &Path, _link: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}
