//! Sends the mails that wait in the store, over SMTP. What a mail says is decided elsewhere; here is how it goes out,
//! and what an answer of the mail server means.

mod send;
mod smtp;
mod sweep;

pub use send::{Failure, Outcome, Outgoing};
pub use smtp::{Smtp, WrongSmtp};
pub use sweep::{send_next, sweep_until_stopped};
