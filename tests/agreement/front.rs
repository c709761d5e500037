//! The front as the template declares it, and the runner as it serves it.

use crate::places::{file, text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use vestibule_local::Template;
use vestibule_local::template::{Front, Origin};
use vestibule_tests::Visitor;
use vestibule_tests::runner::binary;

/// "CachingDisabled" and "CachingOptimized", AWS's ids in every account.
const NEVER_KEPT: &str = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const KEPT_AS_OBJECTS_SAY: &str = "658327ea-f89d-4fab-a63d-7e88639e58f6";

/// CloudFront caches answers with these statuses for ten seconds by default.
const KEPT_BY_ITSELF: [u64; 7] = [404, 414, 500, 501, 502, 503, 504];

fn document() -> Value {
    Template::document(&text("infra/template.yaml")).expect("the template")
}

fn properties(document: &Value, id: &str) -> Value {
    document["Resources"][id]["Properties"].clone()
}

fn distribution() -> Value {
    properties(&document(), "Front")["DistributionConfig"].clone()
}

fn front() -> Front {
    let template = Template::parse(&text("infra/template.yaml")).expect("the template");
    template.front.expect("a front")
}

/// The code of each function, by its id.
fn functions() -> BTreeMap<String, String> {
    let document = document();
    let resources = document["Resources"].as_object().expect("resources");
    let functions =
        resources.iter().filter(|(_, resource)| resource["Type"] == "AWS::CloudFront::Function");
    let code = |resource: &Value| {
        let code = &resource["Properties"]["FunctionCode"];
        code.as_str().or_else(|| code["Fn::Sub"].as_str()).map(str::to_owned)
    };
    functions.map(|(id, resource)| (id.clone(), code(resource).expect("code"))).collect()
}

#[test]
fn the_api_is_forwarded_whole_and_never_cached() {
    let distribution = distribution();
    let behaviors = distribution["CacheBehaviors"].as_array().expect("behaviours");
    assert_eq!(behaviors.len(), 1, "this test must check each behaviour");
    let api = &behaviors[0];
    assert_eq!((&api["PathPattern"], &api["TargetOriginId"]), (&json!("/api/*"), &json!("api")));
    assert_eq!(api["CachePolicyId"], NEVER_KEPT);
    assert_eq!(api["ViewerProtocolPolicy"], "https-only");
    let methods = api["AllowedMethods"].as_array().expect("methods");
    for flow in vestibule_local::registry::flows() {
        let Some(operation) = flow.operation() else { continue };
        let method = json!(operation.method.as_str());
        assert!(methods.contains(&method), "{method} of {}", flow.name);
    }
    let policy = api["OriginRequestPolicyId"]["Ref"].as_str().expect("a policy");
    let policy = &properties(&document(), policy)["OriginRequestPolicyConfig"];
    assert_eq!(policy["CookiesConfig"], json!({ "CookieBehavior": "all" }));
    assert_eq!(
        policy["HeadersConfig"],
        json!({ "HeaderBehavior": "allExcept", "Headers": ["host"] })
    );
    assert_eq!(policy["QueryStringsConfig"], json!({ "QueryStringBehavior": "all" }));

    let errors = distribution["CustomErrorResponses"].as_array().expect("errors");
    let kept = |error: &Value| (error["ErrorCode"].as_u64(), error["ErrorCachingMinTTL"].as_u64());
    let expected = KEPT_BY_ITSELF.map(|code| (Some(code), Some(0)));
    assert_eq!(errors.iter().map(kept).collect::<Vec<_>>(), expected);
    for error in errors {
        assert!(error["ResponsePagePath"].is_null(), "no page replaces an answer: {error}");
    }
}

#[test]
fn only_the_front_reads_the_bucket_and_over_tls() {
    let (document, distribution) = (document(), distribution());
    let pages = &distribution["DefaultCacheBehavior"];
    assert_eq!(pages["AllowedMethods"], json!(["GET", "HEAD"]));
    assert_eq!(pages["ViewerProtocolPolicy"], "redirect-to-https");
    assert_eq!(pages["CachePolicyId"], KEPT_AS_OBJECTS_SAY);
    assert!(pages["OriginRequestPolicyId"].is_null(), "no query and no cookie goes to the bucket");
    let origin = &distribution["Origins"][0];
    assert_eq!(origin["OriginAccessControlId"], json!({ "Fn::GetAtt": ["FrontReadsPages", "Id"] }));
    let bucket = properties(&document, "Pages");
    let blocked = bucket["PublicAccessBlockConfiguration"].as_object().expect("the access block");
    assert!(blocked.len() == 4 && blocked.values().all(|blocked| blocked == true), "{blocked:?}");
    let policy = properties(&document, "PagesAreReadByTheFront");
    let statements = policy["PolicyDocument"]["Statement"].as_array().expect("statements");
    let allowed: Vec<_> =
        statements.iter().filter(|statement| statement["Effect"] == "Allow").collect();
    assert_eq!(allowed.len(), 1);
    assert_eq!(allowed[0]["Principal"], json!({ "Service": "cloudfront.amazonaws.com" }));
    assert_eq!(allowed[0]["Action"], json!(["s3:GetObject", "s3:ListBucket"]));
    let source = &allowed[0]["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"];
    assert!(source.as_str().is_some_and(|arn| arn.ends_with("/${Front}")), "{source}");
}

#[test]
fn pages_may_run_only_their_own_scripts() {
    let front = front();
    for behavior in &front.behaviors {
        let of = |name: &str| {
            let mut found = behavior.headers.iter().filter(|header| header.name == name);
            found.next().map(|header| header.value.clone()).unwrap_or_default()
        };
        let policy = of("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        for lax in ["unsafe", "*", "data:", "blob:", "http:", "https:", "nonce", "sha256"] {
            assert!(!policy.contains(lax), "{lax} in {policy}");
        }
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert_eq!(of("strict-transport-security"), "max-age=63072000; includeSubDomains");
        assert_eq!(of("x-content-type-options"), "nosniff");
        assert_eq!(of("referrer-policy"), "no-referrer");
        if behavior.origin == Origin::Bucket {
            for part in ["base-uri 'none'", "trusted-types 'none'", "form-action 'self'"] {
                assert!(policy.contains(part), "{part} in {policy}");
            }
        }
    }
}

/// The resources that a resource refers to, in every notation.
fn named(value: &Value, known: &BTreeSet<String>, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let marks = text.split("${").skip(1).filter_map(|rest| rest.split(['}', '.']).next());
            found.extend(marks.filter(|mark| known.contains(*mark)).map(str::to_owned));
        }
        Value::Array(values) => values.iter().for_each(|value| named(value, known, found)),
        Value::Object(fields) => {
            for (field, value) in fields {
                match (field.as_str(), value) {
                    // The API names a route, not the function.
                    ("ApiId", _) => {}
                    ("Ref", Value::String(id)) if known.contains(id) => {
                        _ = found.insert(id.clone())
                    }
                    ("Fn::GetAtt", Value::Array(path)) => {
                        found.extend(path.first().and_then(Value::as_str).map(str::to_owned));
                    }
                    (_, value) => named(value, known, found),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn the_front_has_no_circular_dependencies() {
    let document = document();
    let resources = document["Resources"].as_object().expect("resources");
    let ids: BTreeSet<String> = resources.keys().cloned().collect();
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (id, resource) in resources {
        let mut found = BTreeSet::new();
        named(&resource["Properties"], &ids, &mut found);
        let events = resource["Properties"]["Events"].as_object().into_iter().flatten();
        let has_route = events.into_iter().any(|(_, event)| event["Type"] == "HttpApi");
        needs.entry(id.clone()).or_default().extend(found);
        // Each function has a role with its name, and the API names its functions.
        if has_route {
            needs.entry("Api".to_owned()).or_default().insert(id.clone());
        }
    }
    let mut below = BTreeSet::new();
    let mut open = vec!["Front".to_owned()];
    while let Some(id) = open.pop() {
        for needed in &needs[&id] {
            assert_ne!(needed, "Front", "{id} needs the front, which needs it");
            if below.insert(needed.clone()) {
                open.push(needed.clone());
            }
        }
    }
    assert!(below.contains("VerifyPin") && below.contains("Table") && below.contains("Pages"));
    assert!(needs["DeliverEmail"].contains("Front") && !below.contains("DeliverEmail"));
}

/// Runs a function in Node, which is as strict as the standard, and returns its result for each
/// event.
fn in_node(code: &str, events: &[Value]) -> Vec<Value> {
    let script = format!(
        "'use strict';\n{code}\nconst events = JSON.parse(require('fs').readFileSync(0, 'utf8'));\n\
         console.log(JSON.stringify(events.map(handler)));\n"
    );
    let mut node = Command::new("node")
        .args(["--input-type=commonjs", "--eval", &script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test runs the functions in Node: https://nodejs.org");
    let mut input = node.stdin.take().expect("an input");
    input.write_all(json!(events).to_string().as_bytes()).expect("it reads");
    drop(input);
    let output = node.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{code}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn request(uri: &str) -> Value {
    json!({
        "context": { "eventType": "viewer-request" },
        "viewer": { "ip": "203.0.113.9" },
        "request": {
            "method": "GET", "uri": uri, "querystring": {}, "cookies": {},
            "headers": {
                "host": { "value": "portal.example.com" },
                "x-vestibule-viewer": { "value": "forged" },
                "x-vestibule-origin-secret": { "value": "forged" },
                "accept": { "value": "a", "multiValue": [{ "value": "a" }, { "value": "b" }] },
            },
        },
    })
}

#[test]
fn cloudfront_accepts_each_function() {
    let functions = functions();
    assert_eq!(functions.keys().collect::<Vec<_>>(), ["ChoosePage", "VouchForViewer"]);
    for (id, code) in &functions {
        assert!(code.len() <= 10 * 1024, "{id} has {} bytes of 10 KB", code.len());
        // Not in cloudfront-js-2.0, although other engines accept it.
        for absent in [" of ", "...", "class ", "?.", "??", "import ", "require(", "await "] {
            assert!(!code.contains(absent), "{absent} in {id}");
        }
    }
    let vouched = in_node(&functions["VouchForViewer"], &[request("/api/x")]);
    let headers = &vouched[0]["headers"];
    assert_eq!(headers["x-vestibule-viewer"], json!({ "value": "203.0.113.9" }));
    assert_eq!(headers["x-vestibule-host"], json!({ "value": "portal.example.com" }));
    assert!(headers["x-vestibule-origin-secret"].is_null(), "{headers}");
    assert_eq!(headers["accept"]["multiValue"].as_array().map(Vec::len), Some(2));

    let table = [
        ("/", "/index.html"),
        ("/i", "/i.html"),
        ("/i/", "/i.html"),
        ("/i/pin", "/i.html"),
        ("/f/harbour-vale/forgot", "/f.html"),
        ("/portal", "/portal.html"),
        ("/console/clients/7", "/console.html"),
        ("/assets/i-1a2b.js", "/assets/i-1a2b.js"),
        ("/robots.txt", "/robots.txt"),
        ("/nothing", "/not-found.html"),
        ("/constructor", "/not-found.html"),
        ("/__proto__", "/not-found.html"),
        ("//evil.example", "//evil.example"),
        ("//evil", "/not-found.html"),
        ("/\\evil", "/not-found.html"),
        ("", "/not-found.html"),
    ];
    let chosen = in_node(&functions["ChoosePage"], &table.map(|(uri, _)| request(uri)));
    for ((uri, expected), chosen) in table.iter().zip(chosen) {
        assert_eq!(chosen["uri"], *expected, "{uri}");
        assert!(chosen["statusCode"].is_null(), "{uri} is not redirected: {chosen}");
    }
    let mut answered = request("/nothing");
    answered["context"]["eventType"] = json!("viewer-response");
    answered["response"] = json!({ "statusCode": 200, "headers": {} });
    let mut known = answered.clone();
    known["response"]["statusCode"] = json!(304);
    let mut found = answered.clone();
    found["request"]["uri"] = json!("/i.html");
    let statuses = in_node(&functions["ChoosePage"], &[answered, known, found]);
    let statuses: Vec<_> = statuses.iter().map(|answer| answer["statusCode"].as_u64()).collect();
    assert_eq!(statuses, [Some(404), Some(304), Some(200)]);
}

#[test]
fn every_page_has_a_path_and_every_path_a_page() {
    let mut pages = BTreeSet::new();
    for site in ["web/client", "web/console"] {
        let entries = std::fs::read_dir(file(site)).expect(site);
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let names = names.filter_map(|name| name.into_string().ok());
        pages.extend(names.filter_map(|name| name.strip_suffix(".html").map(str::to_owned)));
    }
    for reached_otherwise in ["index", "not-found"] {
        assert!(pages.remove(reached_otherwise), "there is no {reached_otherwise}.html");
    }
    let code = &functions()["ChoosePage"];
    let list = code.split("PAGES = [").nth(1).and_then(|rest| rest.split(']').next());
    let list = list.expect("the list of pages").split(',');
    let list: BTreeSet<String> =
        list.map(|name| name.trim().trim_matches('\'').to_owned()).collect();
    assert_eq!(list, pages);
}

/// A runner that serves a folder of pages; dropping it removes both.
struct Served {
    process: Child,
    folder: PathBuf,
    address: String,
}

impl Served {
    async fn new(pages: &[(&str, &str)]) -> Self {
        let target = std::env::current_exe().expect("a path");
        let target = target.ancestors().nth(2).expect("target/<profile>/deps/<test>");
        let folder = target.join("test-data").join(uuid::Uuid::new_v4().to_string());
        write_pages(&folder.join("dist"), pages);
        let process = Command::new(binary())
            .args(["--port", "0", "--for-tests", "--data"])
            .arg(folder.join("data"))
            .arg("--web")
            .arg(folder.join("dist"))
            .stdin(Stdio::piped())
            .spawn()
            .expect("the runner starts");
        let (told, started) = (folder.join("data/endpoints.json"), Instant::now());
        while !told.exists() {
            assert!(started.elapsed() < Duration::from_secs(60), "the runner did not start");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let told = std::fs::read_to_string(told).expect("endpoints.json");
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let origin = told["public_origin"].as_str().expect("an origin");
        let address = origin.replace("http://localhost", "127.0.0.1");
        Self { process, folder, address }
    }

    fn visitor(&self) -> Visitor {
        Visitor::new(&format!("http://{}", self.address))
    }

    /// The first line and the body of the answer to a path that no browser would send.
    fn raw(&self, line: &str) -> String {
        let mut stream = std::net::TcpStream::connect(&self.address).expect("a connection");
        let request = format!("{line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("the request is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn write_pages(folder: &Path, pages: &[(&str, &str)]) {
    for (name, content) in pages {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a page");
    }
}

const PAGES: [(&str, &str); 5] = [
    ("index.html", "the page index"),
    ("i.html", "the page i"),
    ("not-found.html", "the page not-found"),
    ("assets/i-1a2b.js", "export {};"),
    ("../secret.html", "secret"),
];

#[tokio::test]
async fn the_runner_serves_what_the_template_says() {
    let served = Served::new(&PAGES).await;
    let (visitor, front) = (served.visitor(), front());
    for (path, status, half) in [
        ("/", 200, Origin::Bucket),
        ("/i/pin", 200, Origin::Bucket),
        ("/assets/i-1a2b.js", 200, Origin::Bucket),
        ("/nothing", 404, Origin::Bucket),
        (
            "/api/firms/nobody",
            404,
            Origin::Api { secret_header: "x-vestibule-origin-secret".into() },
        ),
    ] {
        let answer = visitor.get(path).await.is(status);
        let behavior = front.behaviors.iter().find(|behavior| behavior.origin == half);
        for added in &behavior.expect("a half").headers {
            assert_eq!(answer.header(&added.name), Some(&*added.value), "{path}: {}", added.name);
        }
    }
    let head = visitor.send("HEAD", "/i", &[], Vec::new()).await.is(200);
    assert_eq!((head.text.as_str(), head.header("content-length")), ("", Some("10")));
    // A mail scanner that submits the page's form, or anything else, changes nothing.
    for method in ["POST", "PUT", "DELETE"] {
        _ = visitor.send(method, "/i", &[], b"{}".to_vec()).await.is(403);
    }
    _ = visitor.get("/inbox").await.is(200);
}

#[tokio::test]
async fn no_path_leads_out_of_the_pages_or_to_another_site() {
    let served = Served::new(&PAGES).await;
    for path in [
        "/../secret.html",
        "/assets/../../secret.html",
        "/..%2fsecret.html",
        "/%2e%2e/secret.html",
        "/%252e%252e/secret.html",
        "/..\\secret.html",
        "/....//secret.html",
        "/i.html/../../secret.html",
        "//evil.example/i",
        "///evil.example",
        "/\\evil.example",
        "/%0d%0alocation:%20https://evil.example",
        "/.well-known/change-password/../../secret.html",
        "/i/..;/secret.html",
    ] {
        let answer = served.raw(&format!("GET {path}"));
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        assert!(!answer.ends_with("secret"), "{path}: {answer}");
        assert!(!answer.to_ascii_lowercase().contains("\nlocation"), "{path}: {answer}");
    }
    let answer = served.raw("GET /.well-known/change-password?next=https://evil.example");
    assert!(answer.contains("\r\nlocation: /?change-password\r\n"), "{answer}");
}
