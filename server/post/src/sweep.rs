//! Looks for mails that are due and sends them, one after the other. Several servers may do so at once.

use super::{
    send::{Failure, Outcome, Outgoing},
    smtp::Smtp,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::time::Duration;
use store::{MailState, Outbox, StoreError, TakenMail};
use tokio::sync::watch;

/// Between two looks for mails that are due.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// Minutes before a mail that was not taken is tried again: after the first time, the second, and so on. After the
/// last it is given up.
const PAUSES: [i64; 4] = [5, 15, 60, 4 * 60];

/// Sends mails as they come due, until `stop` says so; a mail that is being sent is finished first. A failure is for
/// the log, without anything of the mail: the site runs on.
pub async fn sweep_until_stopped(
    outbox: Outbox,
    smtp: Smtp,
    now: impl Fn() -> DateTime<Utc>,
    mut stop: watch::Receiver<bool>,
) {
    let mut was_well = true;
    while !*stop.borrow() {
        let sent = send_next(&outbox, &smtp, now()).await;
        if let Err(error) = &sent
            && was_well
        {
            tracing::error!("mails are not sent: {error}");
        }
        was_well = sent.is_ok();
        if !matches!(sent, Ok(true)) {
            // Who could say stop is gone: that is the same.
            let _ = tokio::time::timeout(BETWEEN_LOOKS, stop.wait_for(|stop| *stop)).await;
        }
    }
}

/// Sends one mail that is due, and writes down what became of it. Gives whether there was one.
pub async fn send_next(outbox: &Outbox, smtp: &Smtp, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let Some(mail) = outbox.take(now).await? else { return Ok(false) };
    if mail.ends_at.is_some_and(|ends_at| ends_at <= now) {
        outbox.mark_failed(&mail, MailState::GivenUp, "its code was over before it could be sent").await?;
        return Ok(true);
    }
    let outgoing = Outgoing { key: &mail.key, address: &mail.address, subject: &mail.subject, body: &mail.body };
    match smtp.send(&outgoing, now).await {
        Outcome::Sent(answer) => outbox.mark_sent(&mail, &answer, now).await?,
        Outcome::Later(failure) => wait(outbox, &mail, &failure, now).await?,
        Outcome::Refused(failure) => fail(outbox, &mail, MailState::Refused, &failure).await?,
        Outcome::Unsure(failure) => fail(outbox, &mail, MailState::GivenUp, &failure).await?,
    };
    Ok(true)
}

/// Has a mail tried again, as long as it may be and is of use.
async fn wait(outbox: &Outbox, mail: &TakenMail, failure: &Failure, now: DateTime<Utc>) -> Result<bool, StoreError> {
    match next_try(mail.tries, now).filter(|next| mail.ends_at.is_none_or(|ends_at| *next < ends_at)) {
        Some(next) => {
            tracing::warn!("a mail waits: {}", failure.reason);
            outbox.try_later(mail, &failure.answer, next).await
        }
        None => fail(outbox, mail, MailState::GivenUp, failure).await,
    }
}

async fn fail(outbox: &Outbox, mail: &TakenMail, state: MailState, failure: &Failure) -> Result<bool, StoreError> {
    tracing::warn!("a mail is {}: {}", state.as_str(), failure.reason);
    outbox.mark_failed(mail, state, &failure.answer).await
}

/// When a mail is tried again that has been tried so often.
fn next_try(tries: i64, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let done = usize::try_from(tries).unwrap_or_default().saturating_sub(1);
    PAUSES.get(done).map(|minutes| now + TimeDelta::minutes(*minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_five_times_in_five_hours_and_a_third() {
        let begun: DateTime<Utc> = "2026-03-02T09:00:00Z".parse().unwrap();
        let mut tried = vec![begun];
        while let Some(next) = next_try(tried.len() as i64, tried[tried.len() - 1]) {
            tried.push(next);
        }
        let minutes: Vec<_> = tried.iter().map(|at| (*at - begun).num_minutes()).collect();
        assert_eq!(minutes, [0, 5, 20, 80, 320]);
    }
}
