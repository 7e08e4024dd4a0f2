//! What mails to those who look after the list say: plain text, no more than is needed, and nothing that somebody
//! searched.

/// The words of a mail. They cannot be printed, so that no log holds them.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its one line.
    pub subject: String,
    /// What it says.
    pub body: String,
}

/// What lets somebody in, ready to be read.
#[derive(Clone, Copy)]
pub struct WayIn<'w> {
    /// The site's name.
    pub site: &'w str,
    /// The whole link.
    pub link: &'w str,
    /// Where the code is typed.
    pub sign_in: &'w str,
    /// The code, in two groups.
    pub code: &'w str,
    /// Until when both are good.
    pub until: &'w str,
}

/// To somebody who wants to sign in.
pub fn sign_in_letter(way: &WayIn<'_>) -> Letter {
    let WayIn { site, link, code, until, .. } = way;
    Letter {
        subject: format!("Your code for the desk of {site}"),
        body: format!(
            "Hello,\n\n\
             somebody, most likely you, wants to sign in to the desk of\n{site}.\n\n\
             Type this code where you asked for it:\n\n    {code}\n\n\
             Or open this link, and press \"Sign in\":\n\n{link}\n\n\
             Both are good once, until {until}.\n\
             Whoever has them comes in as you, so give them to nobody.\n\n\
             You did not ask for this? Then do nothing. Nobody comes in without it.\n"
        ),
    }
}

/// To somebody who is invited.
pub fn invitation_letter(way: &WayIn<'_>) -> Letter {
    let WayIn { site, link, sign_in, code, until } = way;
    Letter {
        subject: format!("You are invited to the desk of {site}"),
        body: format!(
            "Hello,\n\n\
             you are invited to help keep {site} true: a list of help\n\
             for families. You need no password.\n\n\
             Open this link, and press \"Sign in\":\n\n{link}\n\n\
             Or open this page, and type your e-mail address and then this code:\n\n\
             {sign_in}\n\n    {code}\n\n\
             Both are good once, until {until}.\n\
             Whoever has them comes in as you, so give them to nobody.\n\n\
             You do not know what this is? Then do nothing.\n"
        ),
    }
}

/// To find out whether mail arrives.
pub fn test_letter() -> Letter {
    Letter {
        subject: "A test of the desk's mail".to_owned(),
        body: "Hello,\n\nthis mail was sent by \"hubfinder mail test\". That you read it says that mail\nof the desk arrives. There is nothing to do.\n".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_its_way_in_on_lines_of_their_own() {
        let way = WayIn {
            site: "Family Hub Finder",
            link: "https://help.example.org/desk/enter/1?key=2",
            sign_in: "https://help.example.org/desk/sign-in",
            code: "4821 0937",
            until: "2 March 2026 at 9.45am",
        };
        for letter in [sign_in_letter(&way), invitation_letter(&way)] {
            assert!(letter.body.lines().any(|line| line == way.link) && !letter.subject.contains('\n'));
            assert!(letter.body.lines().any(|line| line.trim() == way.code), "{}", letter.body);
            assert!(letter.body.contains(way.until) && !letter.subject.contains("4821"));
            assert!(letter.body.lines().all(|line| line.len() <= 76 || line == way.link), "{}", letter.body);
        }
    }
}
