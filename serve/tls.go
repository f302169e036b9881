package serve

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"sync"
	"time"
)

// NewTLS makes a TLS configuration of the files of a certificate and its key, which are
// read again when they have changed. Where clientCA names a file, callers must have a
// certificate that one of its authorities signed.
func NewTLS(certificate, key, clientCA string) (*tls.Config, error) {
	r := &reloading{certificate: certificate, key: key}
	if _, err := r.get(nil); err != nil {
		return nil, err
	}
	c := &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: r.get}
	if clientCA != "" {
		text, err := os.ReadFile(clientCA)
		if err != nil {
			return nil, err
		}
		c.ClientCAs = x509.NewCertPool()
		if !c.ClientCAs.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("%s: there is no certificate in it", clientCA)
		}
		c.ClientAuth = tls.RequireAndVerifyClientCert
	}
	return c, nil
}

// reloading is a certificate in files.
type reloading struct {
	certificate, key string
	mu               sync.Mutex
	read             time.Time // of the files that were read last
	looked           time.Time
	current          *tls.Certificate
}

// lookAgain is how often files of certificates are looked at.
const lookAgain = time.Second

// get gives the certificate. While its files are written anew, the one before goes on.
func (r *reloading) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.current != nil && time.Since(r.looked) < lookAgain {
		return r.current, nil
	}
	r.looked = time.Now()
	var newest time.Time
	for _, path := range [...]string{r.certificate, r.key} {
		info, err := os.Stat(path)
		if err != nil {
			return r.current, r.unless(err)
		}
		if t := info.ModTime(); t.After(newest) {
			newest = t
		}
	}
	if r.current != nil && newest.Equal(r.read) {
		return r.current, nil
	}
	c, err := tls.LoadX509KeyPair(r.certificate, r.key)
	if err != nil {
		return r.current, r.unless(err)
	}
	r.current, r.read = &c, newest
	return r.current, nil
}

// unless gives an error where there is no certificate to go on with.
func (r *reloading) unless(err error) error {
	if r.current != nil {
		return nil
	}
	return err
}
