use crate::{
    components::samples::{self, ATTACK},
    model::{
        QrPicture,
        desk::{
            AccountPage, CodePage, DeskFrame, EnterPage, EventRow, InviteForm, InvitedPage, NewFactor, NoticePage,
            PeoplePage, PersonRow, RecoveryPage, RoleChoice, RoleRow, SecondPage, SessionRow, SignInPage, SignedName,
        },
    },
};

fn frame(text: &str) -> DeskFrame {
    let signed = Some(SignedName { name: text.to_owned(), sees_people: true });
    DeskFrame { title: text.to_owned(), path: "/desk/people".to_owned(), signed }
}

fn people(text: &str) -> PeoplePage {
    let text = || text.to_owned();
    PeoplePage {
        people: vec![PersonRow {
            id: text(),
            name: text(),
            email: "ada@example.org".to_owned(),
            state: text(),
            roles: vec![RoleRow { words: text(), end: Some(text()) }],
            mail: Some(text()),
            may_have_code: true,
            may_be_sent: true,
            may_end: true,
        }],
        invite: Some(InviteForm {
            roles: vec![RoleChoice { value: text(), words: text() }],
            organizations: vec![(text(), text())],
            typed: [text(), text(), text(), text()],
            by_mail: true,
        }),
        events: vec![EventRow { at: text(), words: text() }],
        done: Some(text()),
        problem: Some(text()),
    }
}

/// Every page of signing in, accounts and people, with this text wherever one can stand.
fn pages(text: &str) -> Vec<String> {
    let (site, frame, text) = (&samples::site(), &frame(text), || text.to_owned());
    let problem = Some(text());
    let account = AccountPage {
        name: text(),
        email: text(),
        roles: vec![text()],
        sessions: vec![SessionRow { began: text(), used: text(), is_this: false }],
        done: Some(text()),
        problem: problem.clone(),
    };
    let new = NewFactor { picture: Some(QrPicture { size: 21, path: String::new() }), secret: text() };
    let invited = InvitedPage {
        name: text(),
        email: text(),
        link: text(),
        sign_in: text(),
        code: text(),
        until: text(),
        ..InvitedPage::default()
    };
    let code = CodePage { to: text(), email: text(), by_mail: false, problem: problem.clone() };
    vec![
        crate::desk_notice(site, frame, &NoticePage { sentences: vec![text()], next: Some((text(), text())) }),
        crate::desk_sign_in(site, frame, &SignInPage { to: text(), email: text(), problem: problem.clone() }),
        crate::desk_code(site, frame, &code),
        crate::desk_code(site, frame, &CodePage { by_mail: true, ..code.clone() }),
        crate::desk_enter(site, frame, &EnterPage { name: text(), action: text(), key: text() }),
        crate::desk_second(site, frame, &SecondPage { to: text(), new: Some(new), problem: problem.clone() }),
        crate::desk_second(site, frame, &SecondPage { to: text(), new: None, problem: None }),
        crate::desk_recovery(site, frame, &RecoveryPage { codes: vec![text()], to: text() }),
        crate::desk_account(site, frame, &account),
        crate::desk_leave(site, frame),
        crate::desk_people(site, frame, &people(&text())),
        crate::desk_invited(site, frame, &invited),
        crate::desk_end_account(site, frame, &text(), &text()),
    ]
}

#[test]
fn the_whole_page_of_people() {
    crate::snapshot::assert_page(
        "desk_people",
        &crate::desk_people(&samples::site(), &frame("People"), &people("Ada")),
    );
}

#[test]
fn nothing_that_somebody_typed_can_be_used_to_attack() {
    for html in pages(ATTACK) {
        assert!(!html.contains("<script>alert") && !html.contains("\"'></textarea>"), "{html}");
    }
}

#[test]
fn each_page_is_told_to_nobody_and_leads_nowhere_by_shift() {
    for html in pages("Ada") {
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{html}");
        assert!(!html.contains("data-leave") && !html.contains("og:title"), "{html}");
        assert_eq!(html.matches("<h1>").count(), 1, "{html}");
        assert!(html.contains("<form action=\"/desk/sign-out\" method=\"post\" class=\"sign-out\">"), "{html}");
    }
}

#[test]
fn the_menu_has_people_for_those_who_may_see_them_and_none_for_who_is_not_in() {
    let notice = NoticePage::default();
    let html = |frame: &DeskFrame| crate::desk_notice(&samples::site(), frame, &notice);
    let mut frame = frame("Ada");
    assert!(html(&frame).contains("<a href=\"/desk/people\" aria-current=\"page\">"));
    frame.signed = Some(SignedName { name: "Ada".to_owned(), sees_people: false });
    assert!(!html(&frame).contains("/desk/people") && html(&frame).contains("/desk/records"));
    frame.signed = None;
    assert!(!html(&frame).contains("/desk/records") && !html(&frame).contains("sign-out"));
}
