//! The pages on which the list is looked after.

use crate::{
    components::samples::{self, ATTACK},
    model::desk::{
        ActPage, ChoiceBetween, ConflictPage, DayPage, DeskField, DeskFieldKind, DeskForm, DeskFrame, DeskMain,
        DeskOption, EditPage, EditPart, EditRow, FieldDifference, FieldText, FoundRecord, MessagePage, MessageRow,
        MessagesPage, ProposalPage, ProposalRow, ProposalsPage, ProposedChange, RecordLink, RecordPage, RecordsPage,
        RevisionPage, RevisionRow, SignedName, StateTag,
    },
};

/// All samples say these words wherever somebody else's words can stand.
struct Words(&'static str);

impl Words {
    fn text(&self) -> String {
        self.0.to_owned()
    }

    fn lines(&self) -> Vec<String> {
        vec![self.text(), self.text()]
    }

    fn record(&self) -> RecordLink {
        RecordLink { name: self.text(), noun: "service".into(), url: "/desk/service/a".into() }
    }

    fn options(&self) -> Vec<DeskOption> {
        ["a", "b"].map(|value| DeskOption { value: value.into(), label: self.text() }).to_vec()
    }

    fn field(&self, name: &str, kind: DeskFieldKind, problem: bool) -> DeskField {
        DeskField {
            name: name.into(),
            label: self.text(),
            hint: self.text(),
            value: self.text(),
            problem: problem.then(|| self.text()),
            required: true,
            kind,
        }
    }

    fn form(&self, problem: bool) -> DeskForm {
        DeskForm {
            action: "/desk/service/a/withdraw".into(),
            hidden: vec![("base".into(), self.text())],
            fields: vec![
                self.field("reason", DeskFieldKind::Radios(self.options()), problem),
                self.field("day", DeskFieldKind::Day, problem),
                self.field("kind", DeskFieldKind::Select(self.options()), problem),
                self.field("why", DeskFieldKind::Lines, problem),
                self.field("tick", DeskFieldKind::Tick, false),
            ],
            problems: problem.then(|| self.text()).into_iter().collect(),
            button: "Save".into(),
        }
    }

    fn proposal(&self) -> ProposalRow {
        ProposalRow {
            url: "/desk/proposals/1".into(),
            name: self.text(),
            noun: "Service".into(),
            does: format!("changes {}", self.0),
            from: self.text(),
            made: "3 March 2026".into(),
        }
    }

    fn message(&self, urgent: bool) -> MessageRow {
        MessageRow {
            url: "/desk/messages/1".into(),
            about: self.text(),
            beginning: self.text(),
            sent: "3 March 2026, 9:30am".into(),
            urgent,
            outcome: String::new(),
        }
    }

    fn states(&self) -> Vec<StateTag> {
        vec![StateTag { words: "not confirmed", care: true }, StateTag { words: "kept by stewards", care: false }]
    }

    fn fields(&self) -> Vec<FieldText> {
        vec![FieldText { label: self.text(), lines: self.lines() }]
    }

    fn differences(&self) -> Vec<FieldDifference> {
        vec![FieldDifference { label: self.text(), from: Vec::new(), to: self.lines() }]
    }

    /// Each page with its name.
    fn pages(&self) -> Vec<(&'static str, DeskMain)> {
        let day = DayPage {
            proposals: vec![self.proposal()],
            proposals_waiting: 7,
            messages: vec![self.message(true), self.message(false)],
            messages_open: 2,
            messages_urgent: 1,
            unconfirmed: 3,
            listed: 4,
        };
        let change = |field: &str, ticked, caution| ProposedChange {
            field: field.into(),
            label: self.text(),
            before: Vec::new(),
            now: self.lines(),
            new: self.lines(),
            caution,
            ticked,
        };
        let proposal = ProposalPage {
            number: 1,
            record: self.record(),
            from: self.text(),
            made: "3 March 2026".into(),
            gone: false,
            changes: vec![change("cost", true, None), change("summary", false, Some("This was changed here too."))],
            decided: None,
            why: String::new(),
            cannot: None,
            form: DeskForm {
                action: "/desk/proposals/1".into(),
                hidden: vec![("revision".into(), "2".into())],
                fields: vec![self.field("why", DeskFieldKind::Lines, true)],
                ..DeskForm::default()
            },
        };
        let decided = ProposalPage {
            decided: Some(self.text()),
            why: self.text(),
            form: DeskForm::default(),
            ..proposal.clone()
        };
        let message = MessagePage {
            number: 1,
            about: self.text(),
            record: Some(self.record()),
            sent: "3 March 2026, 9:30am".into(),
            urgent: true,
            words: self.lines(),
            contact: Some(self.text()),
            closed: None,
            answer: String::new(),
            form: Some(self.form(false)),
        };
        let closed = MessagePage {
            closed: Some(self.text()),
            answer: self.text(),
            record: None,
            contact: None,
            form: None,
            ..message.clone()
        };
        let records = RecordsPage {
            form: self.form(false),
            asked: true,
            rows: vec![FoundRecord {
                record: self.record(),
                id: self.text(),
                more: self.text(),
                states: self.states(),
            }],
            total: 31,
            first: 31,
            back: Some("/desk/records?page=1".into()),
            next: None,
        };
        let none = RecordsPage { form: DeskForm::default(), rows: Vec::new(), total: 0, ..records.clone() };
        let record = RecordPage {
            record: self.record(),
            id: self.text(),
            public: Some("/services/a".into()),
            states: self.states(),
            gone: Some(self.text()),
            successor: Some(self.record()),
            notices: vec![self.text()],
            fields: self.fields(),
            history: vec![RevisionRow {
                revision: 2,
                url: "/desk/service/a/revisions/2".into(),
                when: "3 March 2026, 9:30am".into(),
                who: self.text(),
                why: self.text(),
                changed: self.text(),
            }],
            proposals: vec![("/desk/proposals/1".into(), self.text())],
            related: vec![self.record()],
            confirmations: vec![self.text()],
            actions: vec![
                ("/desk/service/a/edit".into(), "Change it"),
                ("/desk/service/a/withdraw".into(), "Withdraw it"),
            ],
            days: ("2026-03-01".into(), "2026-03-03".into()),
        };
        let revision = RevisionPage {
            record: self.record(),
            heading: self.text(),
            about: self.lines(),
            differences: self.differences(),
            difference_heading: self.text(),
            fields: self.fields(),
            revisions: self.options(),
            compared: ("a".into(), "b".into()),
            revert: Some("/desk/service/a/revert?to=1".into()),
        };
        let act = ActPage {
            record: self.record(),
            heading: self.text(),
            about: self.lines(),
            differences: self.differences(),
            form: Some(self.form(true)),
        };
        let row = |legend: &str, name: &str, spare: bool| EditRow {
            legend: legend.into(),
            spare,
            fields: vec![self.field(name, DeskFieldKind::Line, !spare)],
        };
        let edit = EditPage {
            record: self.record(),
            caution: Some(self.text()),
            form: self.form(true),
            parts: vec![EditPart {
                heading: "Telephone numbers",
                hint: "",
                add: "Add a number",
                rows: vec![row("Number 1", "phones.0.number", false), row("New number", "phones.1.number", true)],
            }],
            last: vec![self.field("last", DeskFieldKind::Line, false)],
        };
        let choice = |name: &str, problem: bool| ChoiceBetween {
            name: format!("choose.{name}"),
            label: self.text(),
            was: Vec::new(),
            theirs: self.lines(),
            yours: self.lines(),
            problem: problem.then(|| self.text()),
            chosen: if problem { String::new() } else { "yours".into() },
        };
        let conflict = ConflictPage {
            record: self.record(),
            who: self.text(),
            kept: self.text(),
            form: self.form(false),
            choices: vec![choice("cost", true), choice("summary", false)],
        };
        let proposals = ProposalsPage { rows: vec![self.proposal()], notice: Some(self.text()) };
        let messages =
            MessagesPage { rows: vec![self.message(false)], closed: false, others: 2, notice: Some(self.text()) };
        vec![
            ("day", DeskMain::Day(day)),
            ("proposals", DeskMain::Proposals(proposals)),
            ("proposal", DeskMain::Proposal(Box::new(proposal))),
            ("proposal_decided", DeskMain::Proposal(Box::new(decided))),
            ("messages", DeskMain::Messages(messages)),
            ("message", DeskMain::Message(Box::new(message))),
            ("message_closed", DeskMain::Message(Box::new(closed))),
            ("records", DeskMain::Records(records)),
            ("records_none", DeskMain::Records(none)),
            ("record", DeskMain::Record(Box::new(record))),
            ("revision", DeskMain::Revision(revision)),
            ("act", DeskMain::Act(act)),
            ("edit", DeskMain::Edit(edit)),
            ("conflict", DeskMain::Conflict(conflict)),
        ]
    }
}

fn rendered(main: &DeskMain) -> String {
    let signed = Some(SignedName { name: "Anna".into(), sees_people: false });
    let frame = DeskFrame { title: "A page".into(), path: "/desk".into(), signed };
    crate::desk_work(&samples::site(), &frame, main)
}

#[test]
fn the_whole_pages() {
    for (name, main) in Words("An otter").pages() {
        crate::snapshot::assert_page(&format!("desk_{name}"), &rendered(&main));
    }
}

#[test]
fn what_others_wrote_cannot_be_used_to_attack() {
    for (name, main) in Words(ATTACK).pages() {
        let html = rendered(&main);
        assert!(!html.contains("<script>alert"), "{name}: {html}");
        assert!(html.contains("&lt;script&gt;alert") || name == "records_none", "{name}");
        assert_eq!(html.matches("<textarea").count(), html.matches("</textarea>").count(), "{name}");
    }
}

#[test]
fn empty_lists_say_so() {
    let none = [
        (DeskMain::Day(DayPage::default()), "Nothing waits to be decided."),
        (DeskMain::Day(DayPage::default()), "Every message has been answered for."),
        (DeskMain::Proposals(ProposalsPage::default()), "Nothing waits to be decided."),
        (DeskMain::Messages(MessagesPage::default()), "Every message has been answered for."),
        (
            DeskMain::Messages(MessagesPage { closed: true, ..MessagesPage::default() }),
            "No message has been closed yet.",
        ),
        (DeskMain::Records(RecordsPage::default()), "The store holds no record yet."),
        (DeskMain::Records(RecordsPage { asked: true, ..RecordsPage::default() }), "Nothing found"),
    ];
    for (page, words) in none {
        assert!(rendered(&page).contains(words), "{words}");
    }
}

#[test]
fn every_problem_above_leads_to_its_field_and_every_id_is_there_once() {
    for (name, main) in Words("An otter").pages() {
        let html = rendered(&main);
        for link in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert_eq!(html.matches(&format!(" id=\"{link}\"")).count(), 1, "{name}: {link}");
        }
    }
}
