use super::*;
use Fields::{Dangerous, Guarded, Plain};

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn person(roles: &[Role]) -> Person {
    let (id, email, name) = ("p".to_owned(), "a@example.org".to_owned(), String::new());
    Person { id, email, name, state: PersonState::Active, roles: roles.to_vec() }
}

/// Every action with what each of eight askers may do:
/// administrator; steward of the county; steward of the record's district; steward of another district;
/// provider of the record's organisation, trusted, and not; provider of another; reader.
/// `Y` at once, `2` with a second person, `p` as a proposal, `.` not at all.
const MATRIX: &[(Action, &str)] = &[
    (Action::See, "YYYY YY. Y"),
    (Action::SeeReports, "YYYY ... Y"),
    (Action::SeePeople, "YYYY ... ."),
    (Action::Edit(Plain), "YYYp Yp. ."),
    (Action::Edit(Guarded), "YYYp pp. ."),
    (Action::Edit(Dangerous), "222p pp. ."),
    (Action::Add, "YYYp pp. ."),
    (Action::Confirm, "YYY. YY. ."),
    (Action::Decide { own: false }, "YYY. ... ."),
    (Action::Decide { own: true }, ".... ... ."),
    (Action::Withdraw, "YYYp pp. ."),
    (Action::Merge, "YYYp ... ."),
    (Action::Bulk { many: false }, "YYY. ... ."),
    (Action::Bulk { many: true }, "222. ... ."),
    (Action::InviteProvider, "YYY. YY. ."),
    (Action::InviteSteward, "Y... ... ."),
    (Action::InviteAdministrator, "2... ... ."),
    (Action::EndRole, "Y... ... ."),
    (Action::ResetFactor, "2... ... ."),
    (Action::Redact, "Y... ... ."),
];

#[test]
fn every_cell_of_the_matrix_is_as_it_was_decided() {
    let (ours, theirs) = (slug("home-start"), slug("somebody-else"));
    let (here, there) = (slug("redditch"), slug("wychavon"));
    let districts = [here.clone()];
    let record = |is_trusted| Record { organization: Some(&ours), districts: &districts, is_trusted };
    let askers = [
        (Role::Administrator, false),
        (Role::Steward(Scope::County), false),
        (Role::Steward(Scope::District(here)), false),
        (Role::Steward(Scope::District(there)), false),
        (Role::Provider(ours.clone()), true),
        (Role::Provider(ours.clone()), false),
        (Role::Provider(theirs), true),
        (Role::Reader, false),
    ];
    for (action, row) in MATRIX {
        let cells: Vec<char> = row.chars().filter(|cell| *cell != ' ').collect();
        assert_eq!(cells.len(), askers.len(), "{action:?}");
        for ((role, is_trusted), cell) in askers.iter().zip(cells) {
            let wanted = match cell {
                'Y' => Verdict::Yes,
                '2' => Verdict::WithSecond,
                'p' => Verdict::Proposes,
                _ => Verdict::No,
            };
            assert_eq!(
                may(&person(std::slice::from_ref(role)), *action, &record(*is_trusted)),
                wanted,
                "{role:?} {action:?}"
            );
        }
    }
}

/// Its place among the rows of the matrix. An action that is added does not compile here until it has one.
fn row(action: Action) -> usize {
    match action {
        Action::See => 0,
        Action::SeeReports => 1,
        Action::SeePeople => 2,
        Action::Edit(Plain) => 3,
        Action::Edit(Guarded) => 4,
        Action::Edit(Dangerous) => 5,
        Action::Add => 6,
        Action::Confirm => 7,
        Action::Decide { own: false } => 8,
        Action::Decide { own: true } => 9,
        Action::Withdraw => 10,
        Action::Merge => 11,
        Action::Bulk { many: false } => 12,
        Action::Bulk { many: true } => 13,
        Action::InviteProvider => 14,
        Action::InviteSteward => 15,
        Action::InviteAdministrator => 16,
        Action::EndRole => 17,
        Action::ResetFactor => 18,
        Action::Redact => 19,
    }
}

#[test]
fn the_matrix_has_every_action() {
    let rows: Vec<usize> = MATRIX.iter().map(|(action, _)| row(*action)).collect();
    assert_eq!(rows, (0..MATRIX.len()).collect::<Vec<_>>());
}

#[test]
fn several_roles_let_one_do_what_any_of_them_does_and_none_lets_nobody_do_anything() {
    let ours = slug("home-start");
    let record = Record { organization: Some(&ours), ..Record::default() };
    let both = person(&[Role::Reader, Role::Provider(ours.clone())]);
    assert_eq!(may(&both, Action::Confirm, &record), Verdict::Yes);
    assert_eq!(may(&both, Action::SeeReports, &record), Verdict::Yes);
    assert_eq!(may(&person(&[]), Action::See, &record), Verdict::No);
    for state in PersonState::ALL.into_iter().filter(|state| *state != PersonState::Active) {
        assert_eq!(may(&Person { state, ..both.clone() }, Action::Confirm, &record), Verdict::No, "{state:?}");
    }
}

#[test]
fn what_serves_the_whole_county_is_no_district_stewards() {
    let steward = person(&[Role::Steward(Scope::District(slug("redditch")))]);
    assert_eq!(may(&steward, Action::Edit(Plain), &Record::default()), Verdict::Proposes);
    let everywhere = [slug("wychavon"), slug("redditch")];
    let record = Record { districts: &everywhere, ..Record::default() };
    assert_eq!(may(&steward, Action::Edit(Plain), &record), Verdict::Yes);
}
