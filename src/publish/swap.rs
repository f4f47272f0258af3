//! Puts the staged tree in the old one's place, in the best way that the system offers.
//!
//! In one step where it can exchange two folders, or where there is no old tree; by two renames elsewhere, the first undone if the
//! second fails; file by file where the folder can't be moved at all.

use super::failure::{At, machine};
use super::look::Old;
use super::place::Placing;
use super::run::{Halt, Step, Ways};
use super::target::Target;
use super::{Swap, disk, system};

/// Where the old tree is after the swap, and how it came there.
#[derive(Debug)]
pub(super) struct Swapped {
    /// How.
    pub(super) swap: Swap,
    /// The old tree, to be removed.
    pub(super) old_tree: Option<std::path::PathBuf>,
}

/// Swaps; the staging folder lies beside the output.
pub(super) fn swap(
    target: &Target,
    old: &Old,
    placing: &Placing<'_>,
    ways: &Ways<'_>,
) -> Result<Swapped, Halt> {
    let staging = placing.staging;
    if !old.exists {
        system::move_in(staging, &target.out).at(&target.out)?;
        ways.reach(Step::Exchanged)?;
        return Ok(Swapped {
            swap: Swap::Exchanged,
            old_tree: None,
        });
    }
    if ways.exchange && system::exchange(staging, &target.out).is_ok() {
        ways.reach(Step::Exchanged)?;
        return Ok(Swapped {
            swap: Swap::Exchanged,
            old_tree: Some(staging.to_owned()),
        });
    }
    // Whatever the reason was, the next way either works or says it better.
    let aside = target.beside(&format!("old-{}", std::process::id()));
    if ways.rename && disk::rename(&target.out, &aside).is_ok() {
        ways.reach(Step::MovedAside)?;
        if let Err(error) = disk::rename(staging, &target.out) {
            disk::rename(&aside, &target.out).at(&aside)?;
            return Err(machine(&target.out, &error).into());
        }
        ways.reach(Step::MovedIn)?;
        return Ok(Swapped {
            swap: Swap::Renamed,
            old_tree: Some(aside),
        });
    }
    placing.place(target, ways)?;
    Ok(Swapped {
        swap: Swap::FileByFile,
        old_tree: None,
    })
}
