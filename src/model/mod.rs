//! The model: plain data and the questions it answers. No I/O.
//!
//! [`Material`] is what the reading found, file by file; [`build`] puts it together into a [`Site`]: units first, then documents, then links,
//! ledger, honours, since later ones refer to earlier ones. Every reference is resolved once, here, into an id that always resolves.
//! A [`Site`] holds nothing that its edition does not show, except in [`Ledger`], which counts hidden filings without naming them.

mod address;
mod build;
mod calendar;
mod document;
mod honours;
mod ledger;
mod material;
mod rules;
mod site;
mod unit;

pub use address::{PagePath, spell};
pub use build::{Memory, Options, build};
pub use calendar::{CalendarEntry, CalendarMatter};
pub use document::{Attachment, Document, DocumentId, Mark, Target, Validity};
pub use honours::{Assessment, Honour, Honours, Withdrawal};
pub use ledger::{Ledger, LedgerEntry, Status, Totals};
pub use material::{
    AttachmentEntry, ContentFile, Duty, Filed, FrontMatter, HonourEntry, Material, Pinned, RawDocument,
    RawPage, RawUnit, ResultEntry, RevocationEntry, Since, StudyEntry, Submission, ValidityWord,
};
pub use rules::{
    Appraisal, Campaign, Category, CategoryId, Criterion, CriterionId, Disclosure, GreyDay, Kind, KindId,
    LedgerRules, MonthDay, NavEntry, Obligation, Rules, SiteInfo,
};
pub use site::{EditionKind, FreePage, Site, YearView};
pub use unit::{Unit, UnitId};
