// go test: a server for this package, and for each test a key, a world and a receiver of its own.
package onboarding

import (
	"bufio"
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

var origin string

func TestMain(m *testing.M) {
	server := exec.Command("kirimdev-mock", "--port", "0", "--quiet")
	output, err := server.StdoutPipe()
	if err != nil {
		panic(err)
	}
	if err := server.Start(); err != nil {
		panic(err)
	}
	ready, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		panic(err)
	}
	origin = regexp.MustCompile(`(http://\S+)/v1`).FindStringSubmatch(ready)[1]
	status := m.Run()
	server.Process.Kill()
	os.Exit(status)
}

func TestTenantsAreConnected(t *testing.T) {
	for _, name := range []string{"Acme", "Globex", "Initech"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			world := newWorld(t)
			receiver := receive(t, world)
			customer := world.call("POST", "/v1/customers", `{"name": "`+name+`"}`).Data.ID
			world.call("POST", "/v1/customers/"+customer+"/setup_links", `{}`)
			world.call("POST", "/__admin/simulate/onboarding", `{"customer_id": "`+customer+`"}`)
			wait := world.call("POST", "/__admin/wait", `{"delivery": {"event": "customer.onboarded", "status": "delivered"}}`)
			if wait.Outcome != "satisfied" {
				t.Fatalf("the wait is %s", wait.Outcome)
			}
			if count := receiver.Load(); count != 1 {
				t.Errorf("%d signed webhooks came", count)
			}
		})
	}
}

type answer struct {
	Outcome string
	Data    struct {
		ID     string
		Secret string `json:"initial_secret"`
	}
}

// A world has a key that no other test has.
type world struct {
	t   *testing.T
	key string
}

func newWorld(t *testing.T) world {
	return world{t, "kdv_test_" + rand.Text()}
}

func (w world) call(method, path, body string) (result answer) {
	w.t.Helper()
	request, err := http.NewRequest(method, origin+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+w.key)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		text, _ := io.ReadAll(response.Body)
		w.t.Fatalf("%s %s: %s %s", method, path, response.Status, text)
	}
	if err := json.NewDecoder(response.Body).Decode(&result); err != nil {
		w.t.Fatal(err)
	}
	return result
}

// receive returns how many signed webhooks of the world have come.
func receive(t *testing.T, w world) *atomic.Int32 {
	var count atomic.Int32
	var secret string
	receiver := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		if err != nil || !isSigned(request.Header.Get("X-Kirim-Signature"), body, secret) {
			response.WriteHeader(http.StatusUnauthorized)
			return
		}
		count.Add(1)
	}))
	t.Cleanup(receiver.Close)
	hook := `{"url": "` + receiver.URL + `/webhooks", "events": ["customer.onboarded"]}`
	secret = w.call("POST", "/v1/webhook_subscriptions", hook).Data.Secret
	return &count
}

func isSigned(header string, body []byte, secret string) bool {
	var sent string
	for part := range strings.SplitSeq(header, ",") {
		name, value, _ := strings.Cut(part, "=")
		if name == "t" {
			sent = value
			continue
		}
		found, err := hex.DecodeString(value)
		digest := hmac.New(sha256.New, []byte(secret))
		io.Copy(digest, io.MultiReader(strings.NewReader(sent+"."), bytes.NewReader(body)))
		if err == nil && name == "v1" && hmac.Equal(found, digest.Sum(nil)) {
			return true
		}
	}
	return false
}
