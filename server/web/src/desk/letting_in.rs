//! Whom somebody may invite, and to whom they may give a code.

use crate::state::AppState;
use ::desk::{Action, Person, PersonState, Record, Role, RoleKind, Scope, Verdict, may};
use directory::{ServiceArea, Slug};

/// Whether somebody may make another somebody in this role, at once.
pub(super) fn may_invite(app: &AppState, person: &Person, role: &Role) -> bool {
    let districts = role.organization().map(|id| districts_of(app, id)).unwrap_or_default();
    let record = Record { organization: role.organization(), districts: &districts, is_trusted: false };
    may(person, Action::invite(role.kind()), &record) == Verdict::Yes
}

/// Whether somebody may give another a code, and so could come in as them: who may invite them in each of their roles.
/// An administrator's code comes from the command line alone.
pub(super) fn may_give_code(app: &AppState, person: &Person, to: &Person) -> bool {
    let can_come = matches!(to.state, PersonState::Invited | PersonState::Active);
    can_come && !to.roles.is_empty() && to.roles.iter().all(|role| may_invite(app, person, role))
}

/// The roles that somebody may give, without providers.
pub(super) fn roles_to_give(app: &AppState, person: &Person) -> Vec<Role> {
    let districts = app.engine.catalogue.authority.districts.iter();
    let stewards = districts.map(|district| Role::Steward(Scope::District(district.slug.clone())));
    let all = std::iter::once(Role::Steward(Scope::County)).chain(stewards).chain([Role::Reader]);
    all.filter(|role| may_invite(app, person, role)).collect()
}

/// The organisations for which somebody may invite a provider: id and name, by name.
pub(super) fn organizations_to_give(app: &AppState, person: &Person) -> Vec<(String, String)> {
    let organizations = app.engine.catalogue.listed.organizations.iter();
    let may_be_given = organizations.filter(|one| may_invite(app, person, &Role::Provider(one.id.clone())));
    let mut found: Vec<_> = may_be_given.map(|one| (one.id.to_string(), one.name.clone())).collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

/// The districts that the services of an organisation serve.
fn districts_of(app: &AppState, organization: &Slug) -> Vec<Slug> {
    let services = app.engine.catalogue.listed.services.iter();
    let own = services.filter(|service| service.organization_id == *organization);
    let districts = own.filter_map(|service| match &service.area {
        ServiceArea::Districts(districts) => Some(districts.iter().cloned()),
        ServiceArea::Nation | ServiceArea::County => None,
    });
    districts.flatten().collect()
}

/// A role from the fields of the form: a role's own code, or `provider` with an organisation that is listed.
pub(super) fn role_of_form(app: &AppState, role: &str, organization: &str) -> Option<Role> {
    if role != RoleKind::Provider.as_str() {
        return Role::from_code(role);
    }
    app.engine.catalogue.organization(organization).map(|found| Role::Provider(found.id.clone()))
}
