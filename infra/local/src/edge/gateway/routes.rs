//! Finds the function for a request, by the rules of an HTTP API.

use axum::http::Method;
use percent_encoding::percent_decode_str;

use crate::template::{Route, Template};

/// The routes of the template.
#[derive(Debug, Default)]
pub struct Routes {
    paths: Vec<PathRoute>,
    /// The function for everything that no path takes.
    default: Option<String>,
}

/// The destination of a request.
#[derive(Debug, PartialEq, Eq)]
pub struct RouteMatch {
    /// The name of the function.
    pub function: String,
    /// Such as `GET /api/firms/{slug}` or `$default`.
    pub key: String,
    /// The path's parameters, decoded.
    pub parameters: Vec<(String, String)>,
}

#[derive(Debug)]
struct PathRoute {
    method: String,
    path: String,
    segments: Vec<Segment>,
    function: String,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Literal(String),
    Parameter(String),
}

impl Routes {
    /// The routes that the template declares.
    #[must_use]
    pub fn of(template: &Template) -> Self {
        let mut routes = Self::default();
        for function in &template.functions {
            for route in &function.routes {
                match route {
                    Route::Default => routes.default = Some(function.name.clone()),
                    Route::Path { method, path } => routes.paths.push(PathRoute {
                        method: method.clone(),
                        path: path.clone(),
                        segments: path.split('/').map(segment).collect(),
                        function: function.name.clone(),
                    }),
                }
            }
        }
        // If two routes match, the one with a literal further to the left wins. Sorting puts
        // literals before parameters, segment by segment, so the first match wins; a named method
        // comes before ANY.
        routes.paths.sort_by_key(PathRoute::rank);
        routes
    }

    /// The route for a request; `None` if there is no default route either.
    #[must_use]
    pub fn find(&self, method: &Method, path: &str) -> Option<RouteMatch> {
        let found = self.paths.iter().find_map(|route| route.take(method, path));
        found.or_else(|| {
            let function = self.default.clone()?;
            Some(RouteMatch { function, key: "$default".to_owned(), parameters: Vec::new() })
        })
    }
}

impl PathRoute {
    fn rank(&self) -> (Vec<bool>, bool) {
        let parameters =
            self.segments.iter().map(|segment| matches!(segment, Segment::Parameter(_)));
        (parameters.collect(), self.method == "ANY")
    }

    fn take(&self, method: &Method, path: &str) -> Option<RouteMatch> {
        if self.method != "ANY" && self.method != method.as_str() {
            return None;
        }
        let given: Vec<&str> = path.split('/').collect();
        if given.len() != self.segments.len() {
            return None;
        }
        let mut parameters = Vec::new();
        for (segment, given) in self.segments.iter().zip(given) {
            match segment {
                Segment::Literal(literal) if literal == given => {}
                Segment::Parameter(name) if !given.is_empty() => {
                    parameters.push((
                        name.clone(),
                        percent_decode_str(given).decode_utf8_lossy().into_owned(),
                    ));
                }
                Segment::Literal(_) | Segment::Parameter(_) => return None,
            }
        }
        let key = format!("{} {}", self.method, self.path);
        Some(RouteMatch { function: self.function.clone(), key, parameters })
    }
}

fn segment(text: &str) -> Segment {
    match text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(name) => Segment::Parameter(name.to_owned()),
        None => Segment::Literal(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes() -> Routes {
        let function = |name: &str, event: &str| {
            format!(
                "  {name}:\n    Type: AWS::Serverless::Function\n    Metadata: {{BuildProperties: {{Binary: {name}}}}}\n    Properties: {{Events: {{E: {{Type: HttpApi, Properties: {{{event}}}}}}}}}\n"
            )
        };
        let table = "  T: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [], KeySchema: [{AttributeName: a, KeyType: HASH}]}}\n";
        let text = "Resources:\n".to_owned()
            + table
            + &function("one", "Method: get, Path: '/a/{x}'")
            + &function("two", "Method: GET, Path: /a/b")
            + &function("three", "Method: POST, Path: '/a/{x}/{y}'")
            + &function("four", "Method: ANY, Path: '/a/{z}/c'")
            + &function("rest", "");
        Routes::of(&Template::parse(&text).unwrap())
    }

    fn find(method: &str, path: &str) -> (String, String, Vec<(String, String)>) {
        let found = routes().find(&method.parse().unwrap(), path).unwrap();
        (found.function, found.key, found.parameters)
    }

    #[test]
    fn a_literal_takes_precedence_over_a_parameter() {
        assert_eq!(find("GET", "/a/b").0, "two");
        assert_eq!(find("GET", "/a/c").0, "one");
        assert_eq!(find("POST", "/a/1/c").0, "four");
        assert_eq!(find("POST", "/a/1/d").0, "three");
    }

    #[test]
    fn a_parameter_is_decoded_and_named() {
        let (_, key, parameters) = find("GET", "/a/x%20%C3%A9%2Fy");
        assert_eq!(key, "GET /a/{x}");
        assert_eq!(parameters, [("x".to_owned(), "x é/y".to_owned())]);
    }

    #[test]
    fn everything_else_takes_the_default_route() {
        for (method, path) in [
            ("PUT", "/a/b"),
            ("GET", "/a"),
            ("GET", "/a/"),
            ("GET", "/a/b/"),
            ("GET", "//a/b"),
            ("HEAD", "/a/b"),
        ] {
            assert_eq!(
                find(method, path),
                ("rest".to_owned(), "$default".to_owned(), vec![]),
                "{method} {path}"
            );
        }
        assert_eq!(Routes::default().find(&Method::GET, "/"), None);
    }
}
