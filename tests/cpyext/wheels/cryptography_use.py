# needs: cryptography
"""cryptography: Rust and cffi together; ciphers, signatures, certificates, exceptions."""
import datetime
import ipaddress

from cryptography import x509
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes, hmac, padding, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding as rsa_padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.x509.oid import NameOID

key = Fernet.generate_key()
token = Fernet(key).encrypt(b"secret")
print(Fernet(key).decrypt(token))
try:
    Fernet(Fernet.generate_key()).decrypt(token)
except InvalidToken as error:
    print("InvalidToken", type(error.__context__).__name__)
digest = hashes.Hash(hashes.SHA256())
for part in (b"ab", b"c"):
    digest.update(part)
print(digest.finalize().hex())
mac = hmac.HMAC(b"k" * 16, hashes.SHA256())
mac.update(b"message")
try:
    mac.verify(b"x" * 32)
except InvalidSignature as error:
    print(error)
encryptor = Cipher(algorithms.AES(b"k" * 32), modes.CBC(b"i" * 16)).encryptor()
padder = padding.PKCS7(128).padder()
print((encryptor.update(padder.update(b"hello") + padder.finalize()) + encryptor.finalize()).hex())
for aead in (AESGCM(b"k" * 16), ChaCha20Poly1305(b"k" * 32)):
    sealed = aead.encrypt(b"n" * 12, b"data", b"aad")
    print(sealed.hex(), aead.decrypt(b"n" * 12, sealed, b"aad"))
    try:
        aead.decrypt(b"n" * 12, sealed, b"other")
    except InvalidTag:
        print("InvalidTag")
private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
signature = private.sign(b"m", rsa_padding.PSS(rsa_padding.MGF1(hashes.SHA256()), 20), hashes.SHA256())
private.public_key().verify(signature, b"m", rsa_padding.PSS(rsa_padding.MGF1(hashes.SHA256()), 20), hashes.SHA256())
print(len(signature), private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"pw"))[:37])
edkey = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
print(edkey.sign(b"x").hex()[:32])
curve = ec.generate_private_key(ec.SECP256R1())
print(len(curve.exchange(ec.ECDH(), ec.generate_private_key(ec.SECP256R1()).public_key())))
print(PBKDF2HMAC(hashes.SHA256(), 16, b"salt", 1000).derive(b"pw").hex(), Scrypt(salt=b"s", length=16, n=16, r=8, p=1).derive(b"pw").hex())
name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "example.com")])
certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(edkey.public_key()).serial_number(77)
               .not_valid_before(datetime.datetime(2024, 1, 1)).not_valid_after(datetime.datetime(2034, 1, 1))
               .add_extension(x509.SubjectAlternativeName([x509.DNSName("example.com"), x509.IPAddress(ipaddress.ip_address("1.2.3.4"))]), critical=False)
               .sign(edkey, None))
loaded = x509.load_pem_x509_certificate(certificate.public_bytes(serialization.Encoding.PEM))
print(loaded, loaded.extensions[0].value, loaded == certificate)
try:
    x509.load_pem_x509_certificate(b"nonsense")
except ValueError as error:
    print(error)
try:
    loaded.extensions.get_extension_for_class(x509.BasicConstraints)
except x509.ExtensionNotFound as error:
    print(error)
try:
    private.decrypt(b"short", rsa_padding.OAEP(rsa_padding.MGF1(hashes.SHA256()), hashes.SHA256(), None))
except ValueError as error:
    print(error)
