//! Who looks after the list, and what each of them may do. Nothing here touches a store, a page or a mail:
//! what is decided is decided by these functions alone, so that there is one place to read and to test.

mod mail;
mod one_time;
mod people;
mod rights;
mod second_factor;

pub use mail::{Letter, WayIn, invitation_letter, sign_in_letter, test_letter};
pub use one_time::{Secret, Unreadable};
pub use people::{Person, PersonState, Role, RoleKind, Scope, WrongRole};
pub use rights::{Action, Fields, Record, Verdict, may};
pub use second_factor::{Factor, FactorKey};
