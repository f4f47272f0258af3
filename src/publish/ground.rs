//! Where the new tree is made: beside the output, or within it where the output itself can't be moved.

use std::path::PathBuf;

use super::failure::{At, machine};
use super::look::Old;
use super::run::Ways;
use super::target::Target;
use super::{Refusal, disk, lock, system};

/// The staging folder, made and empty.
#[derive(Debug)]
pub(super) struct Ground {
    /// The folder.
    pub(super) staging: PathBuf,
    /// It lies beside the output, so that the two can change places.
    pub(super) is_beside: bool,
}

/// Makes the staging folder.
pub(super) fn prepare(target: &Target, old: &Old, ways: &Ways<'_>) -> Result<Ground, Refusal> {
    let name = format!("new-{}", std::process::id());
    let like = old.exists.then_some(target.out.as_path());
    let beside = target.beside(&name);
    if !old.exists || ways.beside && !system::is_mount_point(&target.out) {
        match disk::create_folder_like(&beside, like) {
            Ok(()) => {
                return Ok(Ground {
                    staging: beside,
                    is_beside: true,
                });
            }
            // The web folder is ours to write, the one it lies in is not.
            Err(error) if lock::is_forbidden(&error) && old.exists => {}
            Err(error) => return Err(machine(&beside, &error)),
        }
    }
    let within = target.within(&name);
    disk::create_folder_like(&within, None).at(&within)?;
    Ok(Ground {
        staging: within,
        is_beside: false,
    })
}
